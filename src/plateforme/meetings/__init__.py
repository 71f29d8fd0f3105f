"""The first step of the road: editions, meetings, who comes, how it goes, who was there."""
