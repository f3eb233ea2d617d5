"""What of a plan was carried on into later plans, into whose hands, and what was dropped."""
