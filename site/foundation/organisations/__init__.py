"""Bodies (机构), units (科室), posts (岗位) and who holds them when. Any feature may import it."""
