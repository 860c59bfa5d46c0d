<?php

/**
 * Texts of the addon: English.
 */

// General
$_ADDONLANG['thousands_separator'] = ',';
$_ADDONLANG['all'] = 'All';
$_ADDONLANG['status'] = 'Status';
$_ADDONLANG['action'] = 'Action';
$_ADDONLANG['search'] = 'Search';
$_ADDONLANG['reset'] = 'Reset';
$_ADDONLANG['save'] = 'Save';
$_ADDONLANG['delete'] = 'Delete';
$_ADDONLANG['pages'] = 'Pages';
$_ADDONLANG['page_size'] = 'Rows per page';
$_ADDONLANG['page_previous'] = 'Previous page';
$_ADDONLANG['page_next'] = 'Next page';
$_ADDONLANG['page_number'] = 'Page :page';
$_ADDONLANG['never'] = 'never';

// Navigation
$_ADDONLANG['menu_backorders'] = 'Backorders';
$_ADDONLANG['menu_dropdomains'] = 'Expiring Domains';
$_ADDONLANG['menu_manage'] = 'My Backorders';

// Expiring Domains
$_ADDONLANG['dropdomains_title'] = 'Expiring Domains';
$_ADDONLANG['dropdomains_intro'] = 'These domain names are about to be deleted by their registry. Backorder a name, and we try to register it for you in the second it becomes free. You pay only if we catch it.';
$_ADDONLANG['search_for'] = 'Search for';
$_ADDONLANG['search_help'] = 'Words, or more: shop|store -online ^my hub$ .com len:4-8 digits:no drop:3d pattern:CVCV /^[a-z]{4}$/';
$_ADDONLANG['search_mode'] = 'The name';
$_ADDONLANG['mode_contains'] = 'fits the search text';
$_ADDONLANG['mode_starts'] = 'starts with it';
$_ADDONLANG['mode_ends'] = 'ends with it';
$_ADDONLANG['mode_regex'] = 'matches the expression';
$_ADDONLANG['zone'] = 'Zone';
$_ADDONLANG['all_zones'] = 'All zones';
$_ADDONLANG['drop_from'] = 'Drops from';
$_ADDONLANG['drop_to'] = 'Drops until';
$_ADDONLANG['length_min'] = 'Length from';
$_ADDONLANG['length_max'] = 'Length to';
$_ADDONLANG['digits'] = 'Digits';
$_ADDONLANG['digits_no'] = 'without digits';
$_ADDONLANG['digits_only'] = 'digits only';
$_ADDONLANG['hyphens'] = 'Hyphens';
$_ADDONLANG['hyphens_no'] = 'without hyphens';
$_ADDONLANG['idn'] = 'Accents (IDN)';
$_ADDONLANG['idn_no'] = 'without';
$_ADDONLANG['idn_only'] = 'only names with them';
$_ADDONLANG['option_any'] = 'any';
$_ADDONLANG['found'] = ':total domain names found in :time seconds';
$_ADDONLANG['no_domains'] = 'No domain name matches your search.';
$_ADDONLANG['domain'] = 'Domain';
$_ADDONLANG['price'] = 'Price';
$_ADDONLANG['dropdate_utc'] = 'Drop date (UTC)';
$_ADDONLANG['length'] = 'Length';
$_ADDONLANG['order'] = 'Backorder';
$_ADDONLANG['undo'] = 'Undo';
$_ADDONLANG['login_to_order'] = 'Log in to backorder';
$_ADDONLANG['create_title'] = 'Create a backorder';
$_ADDONLANG['create_label'] = 'Any domain names';
$_ADDONLANG['create_help'] = 'One or several names, each on its own line. Names that are not on the list wait until their drop date is known.';
$_ADDONLANG['create_button'] = 'Create backorder';
$_ADDONLANG['created'] = ':domain is backordered.';
$_ADDONLANG['deleted'] = 'The backorder for :domain is deleted.';
$_ADDONLANG['created_many'] = ':good of :total names are backordered.';
$_ADDONLANG['line_created'] = 'backordered';
$_ADDONLANG['created_others'] = 'Other customers of ours have backordered this name as well; the registrar decides who gets it, if need be by auction.';

// Account and prices
$_ADDONLANG['account_title'] = 'My Account';
$_ADDONLANG['account_balance'] = 'Credit balance';
$_ADDONLANG['account_unpaid'] = 'Unpaid invoices';
$_ADDONLANG['account_reserved'] = 'Reserved';
$_ADDONLANG['account_available'] = 'Available';
$_ADDONLANG['add_funds'] = 'Add Funds';
$_ADDONLANG['pricing_title'] = 'Pricing';
$_ADDONLANG['pricing_help'] = 'Charged only when we catch the name.';
$_ADDONLANG['no_prices'] = 'No zone is for sale at the moment.';

// My Backorders
$_ADDONLANG['manage_title'] = 'My Backorders';
$_ADDONLANG['manage_intro'] = 'Your backorders, where each of them stands, and why.';
$_ADDONLANG['search_name'] = 'Domain contains';
$_ADDONLANG['orders_found'] = 'Backorders: :total';
$_ADDONLANG['no_orders'] = 'There are no backorders here. Find a name among the expiring domains.';
$_ADDONLANG['find_more'] = 'Find expiring domains';
$_ADDONLANG['invoice'] = 'Invoice';
$_ADDONLANG['price_invoice'] = 'Price / Invoice';
$_ADDONLANG['ordered_utc'] = 'Ordered (UTC)';
$_ADDONLANG['date_unknown'] = 'not known yet';
$_ADDONLANG['timeline'] = 'History';
$_ADDONLANG['delete_confirm'] = 'Do you really want to delete this backorder?';
$_ADDONLANG['delete_yes'] = 'Yes, delete';
$_ADDONLANG['how_title'] = 'How it works';
$_ADDONLANG['how_funds'] = 'Three days before the drop the price is reserved from your available funds.';
$_ADDONLANG['how_cutoff'] = 'Until two hours before the drop you can delete a backorder.';
$_ADDONLANG['how_pay'] = 'You are invoiced only for a name that we caught.';
$_ADDONLANG['how_several'] = 'Several customers may backorder the same name. If we catch it, the registrar decides among them, if need be by auction.';

// Statuses
$_ADDONLANG['status_REQUESTED'] = 'Requested';
$_ADDONLANG['status_ACTIVE'] = 'Active';
$_ADDONLANG['status_PROCESSING'] = 'In process';
$_ADDONLANG['status_PENDING-PAYMENT'] = 'Waiting for payment';
$_ADDONLANG['status_AUCTION-PENDING'] = 'In auction';
$_ADDONLANG['status_SUCCESSFUL'] = 'Successful';
$_ADDONLANG['status_AUCTION-WON'] = 'Auction won';
$_ADDONLANG['status_AUCTION-LOST'] = 'Auction lost';
$_ADDONLANG['status_FAILED'] = 'Failed';
$_ADDONLANG['status_CANCELLED'] = 'Cancelled';
$_ADDONLANG['status_DELETED'] = 'Deleted';

// Reasons
$_ADDONLANG['reason_placed'] = 'The backorder was placed. Three days before the drop its price is reserved from your funds.';
$_ADDONLANG['reason_waiting_date'] = 'The drop date is not known yet. The backorder waits until the name appears on the list of expiring domains.';
$_ADDONLANG['reason_date_found'] = 'The drop date is known now. Three days before it the price is reserved from your funds.';
$_ADDONLANG['reason_waiting_funds'] = 'Your available funds do not cover the price. Please add funds; the backorder is then activated by itself.';
$_ADDONLANG['reason_low_balance_mail'] = 'We told you by mail that your funds do not cover the price.';
$_ADDONLANG['reason_price_missing'] = 'This zone is not for sale in your currency at the moment. The backorder waits until it is.';
$_ADDONLANG['reason_funds_reserved'] = 'The price is reserved from the available funds. Two hours before the drop the backorder goes to the registrar.';
$_ADDONLANG['reason_activated_by_admin'] = 'The price was reserved by the support team. Two hours before the drop the backorder goes to the registrar.';
$_ADDONLANG['reason_currency_changed'] = 'The currency of your account was changed; the price is reserved in the new one.';
$_ADDONLANG['reason_date_moved'] = 'The drop date moved away; what was reserved is released, and the backorder waits for the new date.';
$_ADDONLANG['reason_left_list'] = 'The name left the list of expiring domains, so its owner has probably renewed it; what was reserved is released. The backorder waits in case the name comes back.';
$_ADDONLANG['reason_window_open'] = 'The drop is near; the backorder goes to the registrar and can not be deleted any more.';
$_ADDONLANG['reason_applied'] = 'The registrar accepted the backorder and tries to catch the name when it drops.';
$_ADDONLANG['reason_try_later'] = 'The backorder could not be sent yet; it is tried again in a few minutes.';
$_ADDONLANG['reason_registrar_no_funds'] = 'The backorder could not be sent yet; our team was told, and it is tried again.';
$_ADDONLANG['reason_refused'] = 'The registrar refused the backorder; what was reserved is released. You pay nothing.';
$_ADDONLANG['reason_no_application'] = 'The drop is over and the backorder could not be sent; what was reserved is released. You pay nothing.';
$_ADDONLANG['reason_missed'] = 'The drop passed before the backorder could be sent. You pay nothing.';
$_ADDONLANG['reason_caught'] = 'The name was caught. The invoice follows; the domain is yours once it is paid.';
$_ADDONLANG['reason_lost'] = 'The name was not caught; what was reserved is released. You pay nothing.';
$_ADDONLANG['reason_auction_pending'] = 'There are several bidders for the name; an auction decides. Please bid there if you still want it.';
$_ADDONLANG['reason_auction_won'] = 'The auction was won; the domain is in the account.';
$_ADDONLANG['reason_auction_lost'] = 'The auction was lost; what was reserved is released.';
$_ADDONLANG['reason_invoiced'] = 'The invoice was made. The domain appears in the account as soon as it is paid.';
$_ADDONLANG['reason_invoice_merged'] = 'The invoice was merged into another one. The domain appears in the account as soon as that one is paid.';
$_ADDONLANG['reason_delivered'] = 'The invoice is paid; the domain is in the account.';
$_ADDONLANG['reason_invoice_cancelled'] = 'The invoice ended without a payment, so the domain was not handed over. Please contact us if you still want it.';
$_ADDONLANG['reason_application_unknown'] = 'The registrar does not know the backorder any more; what was reserved is released. You pay nothing.';
$_ADDONLANG['reason_needs_person'] = 'Our team is looking at this backorder. You need not do anything.';
$_ADDONLANG['reason_upgraded'] = 'The order was brought over from the earlier version of this addon and could not go on as it was.';
$_ADDONLANG['reason_client_removed'] = 'The customer account was removed, so the backorder ended.';
$_ADDONLANG['reason_client_closed'] = 'The customer account was closed, so the backorder ended; what was reserved is released.';
$_ADDONLANG['reason_client_merged'] = 'Your accounts were merged, and the other one has a backorder for this name, which goes on.';
$_ADDONLANG['reason_client_moved'] = 'Your accounts were merged; the backorder goes on in this one.';
$_ADDONLANG['reason_deleted_by_client'] = 'The backorder was deleted by the customer.';
$_ADDONLANG['reason_deleted_by_admin'] = 'The backorder was deleted by the support team. You pay nothing.';

// Who did it
$_ADDONLANG['actor_client'] = 'you';
$_ADDONLANG['actor_admin'] = 'our support team';
$_ADDONLANG['actor_cron'] = 'automatic';
$_ADDONLANG['actor_for_admin_client'] = 'client #:id';
$_ADDONLANG['actor_for_admin_admin'] = 'admin #:id';
$_ADDONLANG['actor_for_admin_cron'] = 'automatic';

// Errors
$_ADDONLANG['error_general'] = 'This did not work. Please try again later.';
$_ADDONLANG['error_network'] = 'The server could not be reached. Please try again.';
$_ADDONLANG['error_token'] = 'This page was open for too long. Please reload it and try again.';
$_ADDONLANG['error_no_names'] = 'Please enter a domain name.';
$_ADDONLANG['error_many'] = 'Please enter at most :limit names at a time.';
$_ADDONLANG['error_504'] = 'Something is missing.';
$_ADDONLANG['error_505'] = 'Please check what you entered.';
$_ADDONLANG['error_531'] = 'Please log in.';
$_ADDONLANG['error_540'] = 'This exists already.';
$_ADDONLANG['error_541'] = 'Please check what you entered.';
$_ADDONLANG['error_545'] = 'This was not found. Perhaps it has been deleted.';
$_ADDONLANG['error_549'] = 'This is not possible at the moment.';
$_ADDONLANG['error_599'] = 'This did not work. Please try again later.';
$_ADDONLANG['error_detail_backorder_already_existing'] = 'You have a backorder for this name already.';
$_ADDONLANG['error_detail_not_supported'] = 'This zone is not for sale.';
$_ADDONLANG['error_detail_tld_not_supported'] = 'This zone is not for sale.';
$_ADDONLANG['error_detail_this_backorder_cannot_be_deleted'] = 'This backorder was handed to the registrar and can not be deleted any more.';
$_ADDONLANG['error_detail_only_backorder_with_status_requested_can_be_activated'] = 'Only a backorder that is requested can be activated.';
$_ADDONLANG['refusal_INVALID'] = 'not a domain name';
$_ADDONLANG['refusal_EXISTS'] = 'backordered already';
$_ADDONLANG['refusal_DENIED'] = 'zone not for sale';
$_ADDONLANG['refusal_LIMIT'] = 'you have as many open backorders as possible';
$_ADDONLANG['unavailable'] = 'Backorders are not available at the moment. Please try again later.';

// Invoices
$_ADDONLANG['invoice_item'] = 'Domain backorder: :domain';

// Admin area: general
$_ADDONLANG['tab_manage'] = 'Manage';
$_ADDONLANG['tab_pricing'] = 'Pricing';
$_ADDONLANG['tab_logs'] = 'Logs';
$_ADDONLANG['tab_status'] = 'Status';
$_ADDONLANG['done_create'] = ':name is backordered.';
$_ADDONLANG['done_delete'] = 'The backorder for :name is deleted.';
$_ADDONLANG['done_activate'] = ':name is active; its price is reserved.';
$_ADDONLANG['done_save_price'] = 'The prices of :name are saved.';
$_ADDONLANG['done_delete_price'] = 'The prices of :name are deleted.';

// Admin area: Manage
$_ADDONLANG['client'] = 'Client';
$_ADDONLANG['client_id'] = 'Client ID';
$_ADDONLANG['reference'] = 'Reference';
$_ADDONLANG['no_orders_admin'] = 'There are no such backorders.';
$_ADDONLANG['activate'] = 'Activate';
$_ADDONLANG['activate_confirm'] = 'Reserve the price now, whatever the drop date?';
$_ADDONLANG['activate_force'] = 'even if the funds are too small';
$_ADDONLANG['activate_yes'] = 'Yes, activate';
$_ADDONLANG['create_for_client'] = 'Create a backorder for a client';

// Admin area: Pricing
$_ADDONLANG['pricing_intro'] = 'What a customer pays for a name that was caught, by zone and currency. A zone without a price is not for sale.';
$_ADDONLANG['pricing_note'] = 'A backorder keeps the price that was reserved for it; a new price is for those that come after.';
$_ADDONLANG['not_for_sale'] = 'not for sale';
$_ADDONLANG['new_zone'] = 'New zone';
$_ADDONLANG['add_zone'] = 'Add zone';
$_ADDONLANG['delete_price_confirm'] = 'Really delete the prices of this zone?';

// Admin area: Logs
$_ADDONLANG['search_log'] = 'Name or message contains';
$_ADDONLANG['result'] = 'Result';
$_ADDONLANG['result_ok'] = 'ok';
$_ADDONLANG['result_error'] = 'error';
$_ADDONLANG['order_id'] = 'Backorder ID';
$_ADDONLANG['day_from'] = 'From';
$_ADDONLANG['day_to'] = 'Until';
$_ADDONLANG['lines_found'] = 'Lines: :total';
$_ADDONLANG['no_lines'] = 'There are no such lines.';
$_ADDONLANG['time_utc'] = 'Time (UTC)';
$_ADDONLANG['who'] = 'Who';
$_ADDONLANG['change'] = 'Change';
$_ADDONLANG['message'] = 'Message';

// Admin area: Status
$_ADDONLANG['status_title'] = 'Is everything in order?';
$_ADDONLANG['check'] = 'Check';
$_ADDONLANG['details'] = 'Details';
$_ADDONLANG['state_good'] = 'good';
$_ADDONLANG['state_warning'] = 'look here';
$_ADDONLANG['state_bad'] = 'mend this';
$_ADDONLANG['orders_by_status'] = 'Backorders by status';
$_ADDONLANG['check_versions'] = 'Versions';
$_ADDONLANG['versions'] = 'Addon :addon, extension :extension, PHP :php';
$_ADDONLANG['mend_versions'] = 'The addon and the PHP extension are of different versions. Install both from the same release.';
$_ADDONLANG['check_database'] = 'Database';
$_ADDONLANG['schema'] = 'tables :present of :target';
$_ADDONLANG['mend_schema'] = 'The tables are not up to date. Reload this page; if that does not help, deactivate and activate the addon: no data are lost.';
$_ADDONLANG['check_account'] = 'Registrar account';
$_ADDONLANG['account_missing'] = 'not configured';
$_ADDONLANG['mend_account'] = 'Enter the account in the settings of the registrar module ISPAPI.';
$_ADDONLANG['account_test'] = ':login (test system)';
$_ADDONLANG['mend_test_mode'] = 'Backorders go to the test system: no name is caught. Switch the test mode of the registrar module off to go live.';
$_ADDONLANG['check_data_directory'] = 'Data directory';
$_ADDONLANG['mend_data_directory'] = 'Make this directory writable for the web server and the crons; they should run as the same user.';
$_ADDONLANG['check_cron_batch'] = 'Cron: backorders';
$_ADDONLANG['check_cron_import'] = 'Cron: drop list';
$_ADDONLANG['check_cron_dropdates'] = 'Cron: drop dates';
$_ADDONLANG['mend_cron'] = ':script does not run as it should. Add it to the crontab as shown below.';
$_ADDONLANG['mend_cron_error'] = 'The last run ended with this error. What was not done is tried again by the next run.';
$_ADDONLANG['check_droplist'] = 'Names on the drop list';
$_ADDONLANG['mend_droplist'] = 'The list is empty. Run daily_import_pendingdomainlist.php.';
$_ADDONLANG['check_sources'] = 'Setting: sources of the drop list';
$_ADDONLANG['check_source'] = 'Source of the drop list: :name (:address)';
$_ADDONLANG['source_good'] = ':names names, last good :time UTC (:hours hours ago).';
$_ADDONLANG['source_never'] = 'No list has been imported from here yet.';
$_ADDONLANG['source_failed'] = 'The attempt of :time UTC failed: :error';
$_ADDONLANG['mend_source_config'] = 'Correct the setting of the drop list, or the account of the registrar module, then run daily_import_pendingdomainlist.php. Until then the names from before stay.';
$_ADDONLANG['mend_source_refused'] = 'The list was fetched, but it can not be right; the names from before stay. Look at the address in a browser. If the list is right, correct its line in the setting, or lower "Smallest drop list (%)".';
$_ADDONLANG['mend_source_remote'] = 'The names from before stay, and the next run tries again. If it goes on failing, check the address and whether this server may connect to it.';
$_ADDONLANG['mend_source_stale'] = 'This list is older than 26 hours: names may be missing or renewed. Check that daily_import_pendingdomainlist.php runs every day.';
$_ADDONLANG['check_effects'] = 'Invoices and mails';
$_ADDONLANG['effects'] = ':waiting waiting, :failed failed';
$_ADDONLANG['mend_effects'] = 'WHMCS refused some of them again and again. The reason is in the output of batch.php and in the table backorder_effects.';
$_ADDONLANG['check_mail'] = 'Mail about low funds';
$_ADDONLANG['mend_mail'] = 'The e-mail template is missing or disabled: customers are not told that their funds are too small. Enable it under Email Templates; if it was deleted, deactivate and activate the addon to have it made anew: no data are lost.';
$_ADDONLANG['check_person'] = 'A backorder needs you';
$_ADDONLANG['mend_person'] = 'Settle this by hand; the backorder goes on by itself when the obstacle is gone.';
$_ADDONLANG['check_upgrade'] = 'Upgrade from version 4';
$_ADDONLANG['upgrade_doubtful'] = ':count rows could not be taken as they were.';
$_ADDONLANG['mend_upgrade'] = 'Look at each of them. When all are settled, drop the table backorder_upgrade_report; the old tables are kept as backorder_v4_*.';
$_ADDONLANG['machine_title'] = 'How a backorder goes';
$_ADDONLANG['machine_intro'] = 'The statuses of a backorder, what moves it from one to the next, and under which condition (in brackets). Click the picture to enlarge it.';
$_ADDONLANG['machine_picture'] = 'Diagram of the statuses of a backorder and the events between them';
$_ADDONLANG['crontab_title'] = 'Crontab';
$_ADDONLANG['crontab_intro'] = 'These lines let the addon work. They have to run as the user of the web server.';

// Activation and the PHP extension
$_ADDONLANG['activated'] = 'The addon is active. Give your role access to it below, enter prices under Addons, ISPAPI Backorder, and add the crons that its Status page shows.';
$_ADDONLANG['deactivated'] = 'The addon is deactivated. All its data are kept: backorders, prices, logs. Activate it again to go on where it stopped. Open backorders are not processed until then.';
$_ADDONLANG['extension_missing_title'] = 'The PHP extension ispapibackorder is not loaded.';
$_ADDONLANG['extension_missing'] = 'This addon needs its PHP extension for PHP :version (:sapi). Nothing else is broken; the addon stays silent until it is there.';
$_ADDONLANG['how_to_mend'] = 'How to mend it';
$_ADDONLANG['extension_step_build'] = 'Build the extension as the README says, or take the ispapibackorder.so of your PHP version.';
$_ADDONLANG['extension_step_file'] = 'Put ispapibackorder.so into :directory.';
$_ADDONLANG['extension_step_ini'] = 'Add the line "extension=ispapibackorder" to the PHP configuration (:ini, or a new file in :scanned), for the web server and for the command line.';
$_ADDONLANG['extension_step_restart'] = 'Restart PHP (php-fpm or the web server).';
$_ADDONLANG['extension_step_check'] = 'Check it: php -m lists ispapibackorder.';
$_ADDONLANG['mend_ConfigException_1'] = 'Check the settings of this addon under System Settings, Addon Modules.';
$_ADDONLANG['mend_DatabaseException_1'] = 'Check that the database of WHMCS can be reached with the account in configuration.php.';
$_ADDONLANG['mend_DatabaseException_2'] = 'The account needs the right to create and alter tables.';
