"""The table of paths at the end of a run."""

from tests.path_table import HELD, LEAKED, table


def test_one_line_for_each_path_aligned_and_the_leaks_counted():
    rows = [("编辑页发布", "编辑", HELD), ("编辑页发布", "领导", HELD), ("SQL", "代码", LEAKED)]
    assert list(table(rows)) == [
        "SQL         代码        LEAKED",
        "编辑页发布  编辑、领导  held",
        "2 paths, 3 attempts, 1 leaks",
    ]
