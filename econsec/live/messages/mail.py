"""Mail, by the standard library: over TLS, with a user and a password from the environment or the keyring."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import closing, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import TYPE_CHECKING, Literal

from econsec.errors import RefusedError, SendError, in_brief
from econsec.live.asking import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

USER, PASSWORD = "ECONSEC_MAIL_USER", "ECONSEC_MAIL_PASSWORD"
#: Seconds of silence after which a server is given up.
SILENCE = 20.0
#: From here on no other try mends it, says a server; that a letter is too long it may say before it has it.
_FOR_GOOD, _TOO_LONG = 500, 552
#: What a server says of addresses, routes, the protocol and its policy (RFC 3463) holds for every letter.
_OF_ALL = re.compile(rb"5\.[1457]\.\d+")
#: What an error means; the first that fits.
_MEANING: dict[type[Exception], str] = {
    smtplib.SMTPAuthenticationError: "it does not take user and password (code {code})",
    smtplib.SMTPResponseException: "it refuses the letter (code {code})",
    smtplib.SMTPNotSupportedError: "it cannot do what it was asked for: STARTTLS, or to take a user",
    smtplib.SMTPServerDisconnected: "it hangs up",
    UnicodeError: "user and password have letters beyond ASCII, or an address has",
}


def send(
    subject: str,
    text: str,
    *,
    to: Sequence[str],
    sender: str,
    server: str,
    port: int,
    security: Literal["starttls", "tls", "none"],
) -> list[str]:
    """Send a letter.

    Parameters
    ----------
    subject, text : str
        Plain text in any language.
    to, sender : sequence of str, str
        Addresses.
    server, port, security : str, int, str
        See `econsec.publish.plan.messages.Messages`.

    Returns
    -------
    list of str
        Addresses that the server did not take, where it took others.

    Raises
    ------
    RefusedError
        The server refuses this letter for good. What it has against the sender, the password or all addresses is none
        of the letter's: that is a `SendError`, for who mends it has every letter sent.
    SendError
        It was not sent; neither user nor password stand in the error.
    """
    user, password = keys.secret(USER), keys.secret(PASSWORD)
    where = f"{server}:{port}"
    if bool(password) and not user:
        raise SendError(f"no mail by {where}: {PASSWORD} is set and {USER} is not", expected="both or none")
    if user and security == "none":
        raise SendError(f"no mail by {where}: a password is not sent without TLS", expected="security starttls or tls")
    try:
        trusted = ssl.create_default_context()
        line = (
            smtplib.SMTP_SSL(server, port, timeout=SILENCE, context=trusted)
            if security == "tls"
            else smtplib.SMTP(server, port, timeout=SILENCE)
        )
        with closing(line):
            if security == "starttls":
                line.starttls(context=trusted)
            if user:
                line.login(user.reveal(), password.reveal() if password else "")
            refused = sorted(line.send_message(_letter(subject, text, to=to, sender=sender)))
            # It is taken: how the server says good-bye makes no difference, and must not have it sent again.
            with suppress(OSError, smtplib.SMTPException):
                line.quit()
            return refused
    except (OSError, ValueError, smtplib.SMTPException) as error:
        kind = RefusedError if _for_good(error) else SendError
        raise kind(f"no mail by {where}: {_why(error)}") from None


def _for_good(error: Exception) -> bool:
    """Say whether it is this letter that the server will never take.

    Examples
    --------
    >>> _for_good(smtplib.SMTPDataError(554, b"no")), _for_good(smtplib.SMTPDataError(451, b"later"))
    (True, False)
    >>> _for_good(smtplib.SMTPDataError(550, b"5.7.26 not who he says"))  # nor in the next one
    False
    """
    if isinstance(error, smtplib.SMTPDataError):
        said = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
        return error.smtp_code >= _FOR_GOOD and _OF_ALL.match(said) is None
    return isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == _TOO_LONG


def _why(error: Exception) -> str:
    """Say why it was not sent, never in the server's words: they may repeat what it was sent.

    Examples
    --------
    >>> _why(smtplib.SMTPAuthenticationError(535, b"secret is wrong")), _why(smtplib.SMTPDataError(552, b"too long"))
    ('it does not take user and password (code 535)', 'it refuses the letter (code 552)')
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _ in error.recipients.values()})
        return f"it takes none of the addresses (code {', '.join(map(str, codes))})"
    for kind, said in _MEANING.items():
        if isinstance(error, kind):
            return said.format(code=getattr(error, "smtp_code", ""))
    return in_brief(error) if isinstance(error, OSError) and str(error) else type(error).__name__


def _letter(subject: str, text: str, *, to: Sequence[str], sender: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = subject, sender, ", ".join(to)
    letter["Date"] = format_datetime(datetime.now(UTC))
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"  # so that nobody's absence is answered to it
    letter.set_content(text, cte="base64")  # lines of Japanese are longer than a server must take
    return letter
