-- Tell the next statement of this transaction which commit it is about.
select set_config('jindu.mark', %s, true)
