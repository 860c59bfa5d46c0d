-- 100,000 orders of 2,000 clients and 500,000 log lines, for measuring the admin's pages. Needs MariaDB's sequences; time is
-- counted from @now (UTC), which the caller sets.
SET sql_mode = ''; -- columns of other hosts that are not named here take their own defaults
INSERT INTO tblclients (id, firstname, lastname, companyname, email, currency, status)
  SELECT 1000 + seq, CONCAT('First', seq), CONCAT('Last', seq MOD 397), IF(seq MOD 5 = 0, CONCAT('Company ', seq), ''),
    CONCAT('client', seq, '@example.test'), 1 + seq MOD 2, 'Active'
  FROM seq_1_to_2000;
INSERT INTO backorder_domains (userid, domain, tld, type, status, createddate, updateddate, dropdate, dropdate_source,
    reference, invoice, open_order, price, currency_id, reserved, reason)
  SELECT 1001 + seq MOD 2000, CONCAT(ELT(1 + seq MOD 7, 'river', 'cloud', 'stone', 'amber', 'north', 'lumen', 'cedar'), seq),
    ELT(1 + seq MOD 11, 'com', 'net', 'org', 'de', 'co.uk', 'info', 'nu', 'se', 'pl', 'eu', 'it'), 'FULL', status,
    @now - INTERVAL seq * 5 MINUTE, @now - INTERVAL seq * 4 MINUTE,
    IF(status = 'REQUESTED' AND seq MOD 3 = 0, NULL,
      IF(open, @now + INTERVAL 1 + seq MOD 20 DAY, @now - INTERVAL 1 + seq MOD 500 DAY)),
    'list', IF(open, '', CONCAT('REF', seq)), IF(status = 'SUCCESSFUL', seq, NULL), IF(open, 1, NULL),
    IF(status = 'REQUESTED', NULL, 19 + seq MOD 40), 1 + (1 + seq MOD 2000) MOD 2, 0,
    ELT(FIELD(status, 'REQUESTED', 'ACTIVE', 'PENDING-PAYMENT', 'SUCCESSFUL', 'AUCTION-WON', 'AUCTION-LOST', 'FAILED', 'CANCELLED'),
      'placed', 'funds_reserved', 'invoiced', 'delivered', 'auction_won', 'auction_lost', IF(seq MOD 4, 'lost', 'refused'), 'invoice_cancelled')
  FROM (SELECT seq, status, status IN ('REQUESTED', 'ACTIVE', 'PENDING-PAYMENT') AS open FROM (SELECT seq,
    ELT(1 + seq MOD 13, 'SUCCESSFUL', 'FAILED', 'FAILED', 'FAILED', 'SUCCESSFUL', 'AUCTION-LOST', 'AUCTION-WON', 'CANCELLED', 'FAILED',
      'REQUESTED', 'ACTIVE', 'PENDING-PAYMENT', 'SUCCESSFUL') AS status FROM seq_1_to_100000) numbers) orders;
INSERT INTO backorder_logs (cron, date, status, message, order_id, userid, name, actor, from_status, to_status, reason)
  SELECT IF(step = 1, 'client', 'batch'), d.createddate + INTERVAL step HOUR, 'ok',
    ELT(step, 'Backorder placed.', 'The fee is reserved from the client''s funds.', 'The drop is near; the backorder goes to the registrar.',
      'The registrar accepted the backorder.'), d.id, d.userid, CONCAT(d.domain, '.', d.tld), IF(step = 1, CONCAT('client ', d.userid), 'cron'),
    ELT(step, '', 'REQUESTED', 'ACTIVE', 'PROCESSING'), ELT(step, 'REQUESTED', 'ACTIVE', 'PROCESSING', 'PROCESSING'),
    ELT(step, 'placed', 'funds_reserved', 'window_open', 'applied')
  FROM backorder_domains d JOIN (SELECT seq AS step FROM seq_1_to_4) steps;
INSERT INTO backorder_logs (cron, date, status, message, actor)
  SELECT ELT(1 + seq MOD 3, 'batch', 'import', 'dropdates'), @now - INTERVAL seq * 5 MINUTE, IF(seq MOD 211, 'ok', 'error'),
    IF(seq MOD 211, CONCAT('applied ', seq MOD 9, ', effects ', seq MOD 5, '.'), 'The registrar could not be reached.'), 'cron'
  FROM seq_1_to_100000;
ANALYZE TABLE backorder_domains, backorder_logs, tblclients;
