-- Write beside the version that the commit makes which generation it is: whoever follows the lake reads nothing else.
call lake.set_commit_message($by, $why, extra_info => $generation)
