"""`python -m zeren` is the same as `zeren`."""

from .cli import main

if __name__ == "__main__":
    main()
