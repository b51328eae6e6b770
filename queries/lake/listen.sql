-- Let loaders call this session when they have published.
listen jindu_published
