-- What a place costs whom, payers, and payments for groups.
select 1;
