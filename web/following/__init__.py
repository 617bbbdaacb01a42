"""What do feeds and files of results hold?"""
