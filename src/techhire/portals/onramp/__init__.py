"""Pages of an onramp and its coaches: their people and what fits them."""
