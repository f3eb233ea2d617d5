"""Who a unit was and became: succession over reforms, members of groups, a person's decisions."""
