"""Every page of the product, opened as every role at both widths, with and without JavaScript: `./dev pages`."""
