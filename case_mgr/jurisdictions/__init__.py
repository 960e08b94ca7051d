"""Vocabularies per country, kept as data files: facilities, courts, articles, sentences, events and stages."""
