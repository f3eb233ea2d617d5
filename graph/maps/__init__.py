"""Interactive maps of responsibility: values in, one HTML page or one SVG drawing out; no network, no clock."""
