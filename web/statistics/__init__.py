"""What do staff learn of searches, and nobody of who searched?"""
