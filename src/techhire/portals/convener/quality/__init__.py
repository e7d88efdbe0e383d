"""How good the community's tests are, as the civic lead reads it."""
