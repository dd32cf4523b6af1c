"""The pages of the desk: translate, call one verb, translate back."""
