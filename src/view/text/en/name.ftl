### name
