"""The pages of promises: translate, call one verb, translate back."""
