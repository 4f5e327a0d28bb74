"""How any publisher is asked: one polite client, its hosts, keys and waits."""
