"""Parts that features share: layouts, persistent buttons, pagination, errors."""
