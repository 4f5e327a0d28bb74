from __future__ import annotations

import json

import kit
import nbformat
import pytest

from econsec.publish.run import proof
from econsec.publish.run.failure import RunError


def executed(*cells: object):
    read = nbformat.reads(json.dumps(kit.notebook(*cells)), as_version=4)
    for count, cell in enumerate((cell for cell in read.cells if cell.cell_type == "code" and cell.source), 1):
        cell.execution_count = count
    return read


def test_a_notebook_in_which_every_cell_ran_passes():
    proof.prove(executed("1", "", kit.text("words"), "2"))


@pytest.mark.parametrize(("count", "said"), [(None, "did not run"), (7, "ran out of order"), (3, "ran out of order")])
def test_a_cell_that_did_not_run_in_its_turn_is_named(count, said):
    read = executed("first", "second")
    read.cells[4].execution_count = count
    with pytest.raises(RunError, match=rf"cell 5 of 6 \(first\): {said}"):
        proof.prove(read)


def test_an_error_is_refused_even_where_the_cell_may_raise():
    read = executed(kit.code("1 / 0", "raises-exception"))
    read.cells[4].outputs = [nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="x", traceback=[])]
    with pytest.raises(RunError, match="ZeroDivisionError"):
        proof.prove(read)


def test_clocks_random_ids_and_addresses_do_not_stay():
    def made(address, chart):
        read = executed("1")
        read.metadata["papermill"] = {"start_time": address}
        read.cells[4].metadata["execution"] = {"iopub": address}
        read.cells[4].id = "injected" if chart else "other"
        read.cells[4].metadata["tags"] = ["injected-parameters"]
        html = f'<div id="altair-viz-{chart * 32}"></div><script>"altair-viz-{chart * 32}"</script>'
        data = {"text/plain": f"<object at {address}>", "text/html": html}
        read.cells[4].outputs = [nbformat.v4.new_output("display_data", data=data)]
        return nbformat.writes(proof.settle(read))

    assert made("0x7f0011223344", "a") == made("0x55aabbccddee", "b")


def test_numbers_that_are_no_addresses_stay():
    read = executed("1")
    read.cells[4].outputs = [nbformat.v4.new_output("display_data", data={"text/plain": "0xFF 0x1234 x0x7f001122"})]
    assert proof.settle(read).cells[4].outputs[0]["data"]["text/plain"] == "0xFF 0x1234 x0x7f001122"


def test_the_file_of_a_cell_is_named_without_place_and_process():
    read = executed("1")
    read.cells[4].outputs = [stream("stderr", "/var/run-x1/ipykernel_77/123.py:2: UserWarning: careful")]
    assert proof.settle(read).cells[4].outputs[0].text == "ipykernel/123.py:2: UserWarning: careful"


@pytest.mark.timeout(200)
@pytest.mark.parametrize("word", ["x" * 3_000_000, "a/" * 1_500_000, "/" * 3_000_000, "0x" * 1_500_000])
def test_an_output_of_one_endless_word_is_settled_in_no_time(word):
    read = executed("1")
    read.cells[4].outputs = [nbformat.v4.new_output("display_data", data={"text/plain": word})]
    assert proof.settle(read).cells[4].outputs[0]["data"]["text/plain"] == word


def test_cells_without_an_id_get_one_that_is_always_the_same():
    read = executed("1")
    del read.cells[4]["id"]
    assert proof.settle(read).cells[4].id == "cell-4"


def stream(name, text):
    return nbformat.v4.new_output("stream", name=name, text=text)


def test_pieces_of_a_stream_are_joined_between_displays():
    read = executed("1")
    shown = nbformat.v4.new_output("display_data", data={"text/plain": "x"})
    pieces = [stream("stderr", "e"), stream("stdout", "a"), stream("stdout", "b")]
    read.cells[4].outputs = [*pieces, shown, stream("stdout", "c")]
    joined = proof.settle(read).cells[4].outputs
    assert [(one.output_type, one.get("name"), one.get("text")) for one in joined] == [
        ("stream", "stdout", "ab"),
        ("stream", "stderr", "e"),
        ("display_data", None, None),
        ("stream", "stdout", "c"),
    ]


def test_a_word_of_ten_letters_that_names_a_table_stays_in_what_is_said():
    html = '<style>#production td { color: red }</style><div id="production"><p id="production-2">production</p></div>'
    read = executed("1")
    read.cells[4].outputs = [nbformat.v4.new_output("display_data", data={"text/html": html})]
    settled = proof.settle(read).cells[4].outputs[0].data["text/html"]
    assert settled.replace("table1", "production") == html
    assert ">production<" in settled
