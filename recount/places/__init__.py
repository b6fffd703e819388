"""The gazetteer: which places a name may mean. Built by `recount.places.build`, asked by `recount.places.gazetteer`."""
