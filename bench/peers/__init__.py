"""Other generators of sites, each made ready to do the factbook's job on the same records."""
