-- Call every console: something was published.
notify jindu_published
