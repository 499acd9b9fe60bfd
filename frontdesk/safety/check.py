def check(folder): return []
