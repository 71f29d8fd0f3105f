"""Who works where: organizations of the territory and the people who belong to them."""
