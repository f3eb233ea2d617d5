"""`python -m zeren` is the same as `zeren`."""

from zeren.cli import main  # absolute: type checkers meet this file under the name __main__, too

if __name__ == "__main__":
    main()
