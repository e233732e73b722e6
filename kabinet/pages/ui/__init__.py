"""The look: base templates, partials, template tags, drawings and wording that every page shares."""
