"""The five Zhengzhou documents that examples and tests run on."""
