-- What was true on a day that is over: names, coverage, openings of units.
select 1;
