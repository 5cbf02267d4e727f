"""Makes the shipped sample dossiers from marked texts; development only, not part of the installed program."""
