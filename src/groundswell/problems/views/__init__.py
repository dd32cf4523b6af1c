"""The pages of problem management: translate, call one verb, translate back."""
