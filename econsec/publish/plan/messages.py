"""Whom a night writes to, as a portfolio says it: everything but what is secret."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

MAIL = r"^[^\s<>,;:@\"()\[\]]+@[^\s<>,;:@\"()\[\]]+$"
Address = Annotated[str, StringConstraints(pattern=MAIL)]
Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$")]
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Messages(BaseModel):
    """Whom a night writes to, and by which server.

    Parameters
    ----------
    to : tuple of str
        Addresses; none: no mail is sent.
    sender : str
        The address it comes from.
    server, port, security : str, int, str
        Who takes the mail, and whether it is spoken to by ``starttls``, ``tls`` from the first byte, or ``none``, which
        takes no password. Port 0 is the usual one.
    language : str
        ``en`` or ``ja``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: tuple[Address, ...] = ()
    sender: Address | None = None
    server: Host | None = None
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    security: Literal["starttls", "tls", "none"] = "starttls"
    language: Literal["en", "ja"] = "en"

    @model_validator(mode="after")
    def _whole(self) -> Messages:
        if self.to and not (self.server and self.sender):
            raise ValueError("mail takes a server and a sender")
        return self

    @property
    def at_port(self) -> int:
        """Return the port, the usual one where none is named."""
        return self.port or _PORTS[self.security]
