-- UPI, transfers and cheques: claimed, verified, matched with the bank, bounced.
select 1;
