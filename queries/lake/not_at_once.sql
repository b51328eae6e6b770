-- Numbers that are handed out reach the disk with the commit that uses them, which writes everything before it as well.
set synchronous_commit = off
