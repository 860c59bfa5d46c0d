<?php

/**
 * Texts of the addon: German.
 */

// General
$_ADDONLANG['thousands_separator'] = '.';
$_ADDONLANG['all'] = 'Alle';
$_ADDONLANG['status'] = 'Status';
$_ADDONLANG['action'] = 'Aktion';
$_ADDONLANG['search'] = 'Suchen';
$_ADDONLANG['reset'] = 'Zurücksetzen';
$_ADDONLANG['save'] = 'Speichern';
$_ADDONLANG['delete'] = 'Löschen';
$_ADDONLANG['pages'] = 'Seiten';
$_ADDONLANG['page_size'] = 'Zeilen pro Seite';
$_ADDONLANG['page_previous'] = 'Vorherige Seite';
$_ADDONLANG['page_next'] = 'Nächste Seite';
$_ADDONLANG['page_number'] = 'Seite :page';
$_ADDONLANG['never'] = 'nie';

// Navigation
$_ADDONLANG['menu_backorders'] = 'Backorders';
$_ADDONLANG['menu_dropdomains'] = 'Auslaufende Domains';
$_ADDONLANG['menu_manage'] = 'Meine Backorders';

// Expiring Domains
$_ADDONLANG['dropdomains_title'] = 'Auslaufende Domains';
$_ADDONLANG['dropdomains_intro'] = 'Diese Domainnamen werden in Kürze von ihrer Registry gelöscht. Bestellen Sie einen Namen vor, und wir versuchen, ihn in der Sekunde seiner Freigabe für Sie zu registrieren. Sie zahlen nur, wenn wir ihn bekommen.';
$_ADDONLANG['search_for'] = 'Suche nach';
$_ADDONLANG['search_help'] = 'Wörter, oder mehr: shop|store -online ^my hub$ .com len:4-8 digits:no drop:3d pattern:CVCV /^[a-z]{4}$/';
$_ADDONLANG['search_mode'] = 'Der Name';
$_ADDONLANG['mode_contains'] = 'passt zum Suchtext';
$_ADDONLANG['mode_starts'] = 'beginnt damit';
$_ADDONLANG['mode_ends'] = 'endet damit';
$_ADDONLANG['mode_regex'] = 'passt zum Ausdruck';
$_ADDONLANG['zone'] = 'Zone';
$_ADDONLANG['all_zones'] = 'Alle Zonen';
$_ADDONLANG['drop_from'] = 'Frei ab';
$_ADDONLANG['drop_to'] = 'Frei bis';
$_ADDONLANG['length_min'] = 'Länge ab';
$_ADDONLANG['length_max'] = 'Länge bis';
$_ADDONLANG['digits'] = 'Ziffern';
$_ADDONLANG['digits_no'] = 'ohne Ziffern';
$_ADDONLANG['digits_only'] = 'nur Ziffern';
$_ADDONLANG['hyphens'] = 'Bindestriche';
$_ADDONLANG['hyphens_no'] = 'ohne Bindestriche';
$_ADDONLANG['idn'] = 'Umlaute (IDN)';
$_ADDONLANG['idn_no'] = 'ohne';
$_ADDONLANG['idn_only'] = 'nur Namen damit';
$_ADDONLANG['option_any'] = 'beliebig';
$_ADDONLANG['found'] = ':total Domainnamen in :time Sekunden gefunden';
$_ADDONLANG['no_domains'] = 'Kein Domainname passt zu Ihrer Suche.';
$_ADDONLANG['domain'] = 'Domain';
$_ADDONLANG['price'] = 'Preis';
$_ADDONLANG['dropdate_utc'] = 'Freigabe (UTC)';
$_ADDONLANG['length'] = 'Länge';
$_ADDONLANG['order'] = 'Vorbestellen';
$_ADDONLANG['undo'] = 'Rückgängig';
$_ADDONLANG['login_to_order'] = 'Zum Vorbestellen anmelden';
$_ADDONLANG['create_title'] = 'Backorder anlegen';
$_ADDONLANG['create_label'] = 'Beliebige Domainnamen';
$_ADDONLANG['create_help'] = 'Ein oder mehrere Namen, je einer pro Zeile. Namen, die nicht auf der Liste stehen, warten, bis ihr Freigabedatum bekannt ist.';
$_ADDONLANG['create_button'] = 'Backorder anlegen';
$_ADDONLANG['created'] = ':domain ist vorbestellt.';
$_ADDONLANG['deleted'] = 'Die Backorder für :domain ist gelöscht.';
$_ADDONLANG['created_many'] = ':good von :total Namen sind vorbestellt.';
$_ADDONLANG['line_created'] = 'vorbestellt';
$_ADDONLANG['created_others'] = 'Andere Kunden von uns haben diesen Namen ebenfalls bestellt; der Registrar entscheidet, wer ihn bekommt, notfalls per Auktion.';

// Account and prices
$_ADDONLANG['account_title'] = 'Mein Konto';
$_ADDONLANG['account_balance'] = 'Guthaben';
$_ADDONLANG['account_unpaid'] = 'Offene Rechnungen';
$_ADDONLANG['account_reserved'] = 'Reserviert';
$_ADDONLANG['account_available'] = 'Verfügbar';
$_ADDONLANG['add_funds'] = 'Guthaben aufladen';
$_ADDONLANG['pricing_title'] = 'Preise';
$_ADDONLANG['pricing_help'] = 'Nur fällig, wenn wir den Namen bekommen.';
$_ADDONLANG['no_prices'] = 'Zurzeit ist keine Zone bestellbar.';

// My Backorders
$_ADDONLANG['manage_title'] = 'Meine Backorders';
$_ADDONLANG['manage_intro'] = 'Ihre Backorders, wie weit jede ist und warum.';
$_ADDONLANG['search_name'] = 'Domain enthält';
$_ADDONLANG['orders_found'] = 'Backorders: :total';
$_ADDONLANG['no_orders'] = 'Hier gibt es keine Backorders. Suchen Sie einen Namen unter den auslaufenden Domains.';
$_ADDONLANG['find_more'] = 'Auslaufende Domains suchen';
$_ADDONLANG['invoice'] = 'Rechnung';
$_ADDONLANG['price_invoice'] = 'Preis / Rechnung';
$_ADDONLANG['ordered_utc'] = 'Bestellt (UTC)';
$_ADDONLANG['date_unknown'] = 'noch nicht bekannt';
$_ADDONLANG['timeline'] = 'Verlauf';
$_ADDONLANG['delete_confirm'] = 'Möchten Sie diese Backorder wirklich löschen?';
$_ADDONLANG['delete_yes'] = 'Ja, löschen';
$_ADDONLANG['how_title'] = 'So funktioniert es';
$_ADDONLANG['how_funds'] = 'Drei Tage vor der Freigabe wird der Preis von Ihrem verfügbaren Guthaben reserviert.';
$_ADDONLANG['how_cutoff'] = 'Bis zwei Stunden vor der Freigabe können Sie eine Backorder löschen.';
$_ADDONLANG['how_pay'] = 'Berechnet wird nur ein Name, den wir bekommen haben.';
$_ADDONLANG['how_several'] = 'Mehrere Kunden können denselben Namen bestellen. Bekommen wir ihn, entscheidet der Registrar unter ihnen, notfalls per Auktion.';

// Statuses
$_ADDONLANG['status_REQUESTED'] = 'Angefragt';
$_ADDONLANG['status_ACTIVE'] = 'Aktiv';
$_ADDONLANG['status_PROCESSING'] = 'In Bearbeitung';
$_ADDONLANG['status_PENDING-PAYMENT'] = 'Wartet auf Zahlung';
$_ADDONLANG['status_AUCTION-PENDING'] = 'In der Auktion';
$_ADDONLANG['status_SUCCESSFUL'] = 'Erfolgreich';
$_ADDONLANG['status_AUCTION-WON'] = 'Auktion gewonnen';
$_ADDONLANG['status_AUCTION-LOST'] = 'Auktion verloren';
$_ADDONLANG['status_FAILED'] = 'Fehlgeschlagen';
$_ADDONLANG['status_CANCELLED'] = 'Storniert';
$_ADDONLANG['status_DELETED'] = 'Gelöscht';

// Reasons
$_ADDONLANG['reason_placed'] = 'Die Backorder ist aufgegeben. Drei Tage vor dem Drop wird ihr Preis von Ihrem Guthaben reserviert.';
$_ADDONLANG['reason_waiting_date'] = 'Das Drop-Datum ist noch nicht bekannt. Die Backorder wartet, bis der Name auf der Liste der auslaufenden Domains erscheint.';
$_ADDONLANG['reason_date_found'] = 'Das Drop-Datum ist jetzt bekannt. Drei Tage vorher wird der Preis von Ihrem Guthaben reserviert.';
$_ADDONLANG['reason_waiting_funds'] = 'Ihr verfügbares Guthaben deckt den Preis nicht. Bitte laden Sie Guthaben auf; die Backorder wird dann von selbst aktiv.';
$_ADDONLANG['reason_low_balance_mail'] = 'Wir haben Sie per E-Mail informiert, dass Ihr Guthaben den Preis nicht deckt.';
$_ADDONLANG['reason_price_missing'] = 'Diese Endung wird in Ihrer Währung zurzeit nicht angeboten. Die Backorder wartet, bis das wieder der Fall ist.';
$_ADDONLANG['reason_funds_reserved'] = 'Der Preis ist vom verfügbaren Guthaben reserviert. Zwei Stunden vor dem Drop geht die Backorder an den Registrar.';
$_ADDONLANG['reason_activated_by_admin'] = 'Der Preis wurde vom Support reserviert. Zwei Stunden vor dem Drop geht die Backorder an den Registrar.';
$_ADDONLANG['reason_currency_changed'] = 'Die Währung Ihres Kontos wurde geändert; der Preis wird in der neuen reserviert.';
$_ADDONLANG['reason_date_moved'] = 'Das Drop-Datum hat sich verschoben; was reserviert war, ist wieder frei, und die Backorder wartet auf das neue Datum.';
$_ADDONLANG['reason_left_list'] = 'Der Name steht nicht mehr auf der Liste der auslaufenden Domains, sein Inhaber hat ihn also wahrscheinlich verlängert; was reserviert war, ist wieder frei. Die Backorder wartet, falls der Name wiederkommt.';
$_ADDONLANG['reason_window_open'] = 'Der Drop steht bevor; die Backorder geht an den Registrar und kann nicht mehr gelöscht werden.';
$_ADDONLANG['reason_applied'] = 'Der Registrar hat die Backorder angenommen und versucht, den Namen beim Drop zu bekommen.';
$_ADDONLANG['reason_try_later'] = 'Die Backorder konnte noch nicht gesendet werden; in wenigen Minuten wird es erneut versucht.';
$_ADDONLANG['reason_registrar_no_funds'] = 'Die Backorder konnte noch nicht gesendet werden; unser Team ist informiert, und es wird erneut versucht.';
$_ADDONLANG['reason_refused'] = 'Der Registrar hat die Backorder abgelehnt; was reserviert war, ist wieder frei. Sie zahlen nichts.';
$_ADDONLANG['reason_no_application'] = 'Der Drop ist vorbei, und die Backorder konnte nicht gesendet werden; was reserviert war, ist wieder frei. Sie zahlen nichts.';
$_ADDONLANG['reason_missed'] = 'Der Drop war vorbei, bevor die Backorder gesendet werden konnte. Sie zahlen nichts.';
$_ADDONLANG['reason_caught'] = 'Wir haben den Namen bekommen. Die Rechnung folgt; sobald sie bezahlt ist, gehört die Domain Ihnen.';
$_ADDONLANG['reason_lost'] = 'Der Name wurde nicht gefangen; was reserviert war, ist wieder frei. Sie zahlen nichts.';
$_ADDONLANG['reason_auction_pending'] = 'Es gibt mehrere Interessenten für den Namen; eine Auktion entscheidet. Bitte bieten Sie dort mit, wenn Sie ihn noch möchten.';
$_ADDONLANG['reason_auction_won'] = 'Die Auktion wurde gewonnen; die Domain ist im Konto.';
$_ADDONLANG['reason_auction_lost'] = 'Die Auktion wurde verloren; was reserviert war, ist wieder frei.';
$_ADDONLANG['reason_invoiced'] = 'Die Rechnung wurde erstellt. Die Domain erscheint im Konto, sobald sie bezahlt ist.';
$_ADDONLANG['reason_invoice_merged'] = 'Die Rechnung wurde mit einer anderen zusammengelegt. Die Domain erscheint im Konto, sobald diese bezahlt ist.';
$_ADDONLANG['reason_delivered'] = 'Die Rechnung ist bezahlt; die Domain ist im Konto.';
$_ADDONLANG['reason_invoice_cancelled'] = 'Die Rechnung endete ohne Zahlung, daher wurde die Domain nicht übergeben. Bitte melden Sie sich, wenn Sie sie noch möchten.';
$_ADDONLANG['reason_application_unknown'] = 'Der Registrar kennt die Backorder nicht mehr; was reserviert war, ist wieder frei. Sie zahlen nichts.';
$_ADDONLANG['reason_needs_person'] = 'Unser Team kümmert sich um diese Backorder. Sie brauchen nichts zu tun.';
$_ADDONLANG['reason_upgraded'] = 'Die Bestellung wurde aus der früheren Version dieses Addons übernommen und konnte so nicht weiterlaufen.';
$_ADDONLANG['reason_client_removed'] = 'Das Kundenkonto wurde entfernt, daher endete die Backorder.';
$_ADDONLANG['reason_client_closed'] = 'Das Kundenkonto wurde geschlossen, daher endete die Backorder; was reserviert war, ist wieder frei.';
$_ADDONLANG['reason_client_merged'] = 'Ihre Konten wurden zusammengelegt, und das andere hat eine Backorder für diesen Namen, die weiterläuft.';
$_ADDONLANG['reason_client_moved'] = 'Ihre Konten wurden zusammengelegt; die Backorder läuft in diesem weiter.';
$_ADDONLANG['reason_deleted_by_client'] = 'Die Backorder wurde vom Kunden gelöscht.';
$_ADDONLANG['reason_deleted_by_admin'] = 'Die Backorder wurde vom Support gelöscht. Sie zahlen nichts.';

// Who did it
$_ADDONLANG['actor_client'] = 'Sie';
$_ADDONLANG['actor_admin'] = 'unser Support';
$_ADDONLANG['actor_cron'] = 'automatisch';
$_ADDONLANG['actor_for_admin_client'] = 'Kunde #:id';
$_ADDONLANG['actor_for_admin_admin'] = 'Admin #:id';
$_ADDONLANG['actor_for_admin_cron'] = 'automatisch';

// Errors
$_ADDONLANG['error_general'] = 'Das hat nicht geklappt. Bitte versuchen Sie es später noch einmal.';
$_ADDONLANG['error_network'] = 'Der Server war nicht erreichbar. Bitte versuchen Sie es noch einmal.';
$_ADDONLANG['error_token'] = 'Diese Seite war zu lange offen. Bitte laden Sie sie neu und versuchen Sie es noch einmal.';
$_ADDONLANG['error_no_names'] = 'Bitte geben Sie einen Domainnamen ein.';
$_ADDONLANG['error_many'] = 'Bitte geben Sie höchstens :limit Namen auf einmal ein.';
$_ADDONLANG['error_504'] = 'Es fehlt eine Angabe.';
$_ADDONLANG['error_505'] = 'Bitte prüfen Sie Ihre Eingabe.';
$_ADDONLANG['error_531'] = 'Bitte melden Sie sich an.';
$_ADDONLANG['error_540'] = 'Das gibt es bereits.';
$_ADDONLANG['error_541'] = 'Bitte prüfen Sie Ihre Eingabe.';
$_ADDONLANG['error_545'] = 'Das wurde nicht gefunden. Vielleicht wurde es gelöscht.';
$_ADDONLANG['error_549'] = 'Das ist zurzeit nicht möglich.';
$_ADDONLANG['error_599'] = 'Das hat nicht geklappt. Bitte versuchen Sie es später noch einmal.';
$_ADDONLANG['error_detail_backorder_already_existing'] = 'Für diesen Namen haben Sie bereits eine Backorder.';
$_ADDONLANG['error_detail_not_supported'] = 'Diese Zone ist nicht bestellbar.';
$_ADDONLANG['error_detail_tld_not_supported'] = 'Diese Zone ist nicht bestellbar.';
$_ADDONLANG['error_detail_this_backorder_cannot_be_deleted'] = 'Diese Backorder wurde dem Registrar übergeben und kann nicht mehr gelöscht werden.';
$_ADDONLANG['error_detail_only_backorder_with_status_requested_can_be_activated'] = 'Nur eine angefragte Backorder kann aktiviert werden.';
$_ADDONLANG['refusal_INVALID'] = 'kein Domainname';
$_ADDONLANG['refusal_EXISTS'] = 'bereits vorbestellt';
$_ADDONLANG['refusal_DENIED'] = 'Zone nicht bestellbar';
$_ADDONLANG['refusal_LIMIT'] = 'Sie haben so viele offene Backorders wie möglich';
$_ADDONLANG['unavailable'] = 'Backorders sind zurzeit nicht verfügbar. Bitte versuchen Sie es später noch einmal.';

// Invoices
$_ADDONLANG['invoice_item'] = 'Domain-Backorder: :domain';

// Admin area: general
$_ADDONLANG['tab_manage'] = 'Verwalten';
$_ADDONLANG['tab_pricing'] = 'Preise';
$_ADDONLANG['tab_logs'] = 'Protokoll';
$_ADDONLANG['tab_status'] = 'Zustand';
$_ADDONLANG['done_create'] = ':name ist vorbestellt.';
$_ADDONLANG['done_delete'] = 'Die Backorder für :name ist gelöscht.';
$_ADDONLANG['done_activate'] = ':name ist aktiv; der Preis ist reserviert.';
$_ADDONLANG['done_save_price'] = 'Die Preise von :name sind gespeichert.';
$_ADDONLANG['done_delete_price'] = 'Die Preise von :name sind gelöscht.';

// Admin area: Manage
$_ADDONLANG['client'] = 'Kunde';
$_ADDONLANG['client_id'] = 'Kundennummer';
$_ADDONLANG['reference'] = 'Referenz';
$_ADDONLANG['no_orders_admin'] = 'Es gibt keine solchen Backorders.';
$_ADDONLANG['activate'] = 'Aktivieren';
$_ADDONLANG['activate_confirm'] = 'Den Preis jetzt reservieren, unabhängig vom Freigabedatum?';
$_ADDONLANG['activate_force'] = 'auch wenn das Guthaben nicht reicht';
$_ADDONLANG['activate_yes'] = 'Ja, aktivieren';
$_ADDONLANG['create_for_client'] = 'Backorder für einen Kunden anlegen';

// Admin area: Pricing
$_ADDONLANG['pricing_intro'] = 'Was ein Kunde für einen Namen zahlt, den er bekommen hat, je Zone und Währung. Eine Zone ohne Preis ist nicht bestellbar.';
$_ADDONLANG['pricing_note'] = 'Eine Backorder behält den Preis, der für sie reserviert wurde; ein neuer Preis gilt für spätere.';
$_ADDONLANG['not_for_sale'] = 'nicht bestellbar';
$_ADDONLANG['new_zone'] = 'Neue Zone';
$_ADDONLANG['add_zone'] = 'Zone hinzufügen';
$_ADDONLANG['delete_price_confirm'] = 'Die Preise dieser Zone wirklich löschen?';

// Admin area: Logs
$_ADDONLANG['search_log'] = 'Name oder Meldung enthält';
$_ADDONLANG['result'] = 'Ergebnis';
$_ADDONLANG['result_ok'] = 'in Ordnung';
$_ADDONLANG['result_error'] = 'Fehler';
$_ADDONLANG['order_id'] = 'Backorder-Nummer';
$_ADDONLANG['day_from'] = 'Von';
$_ADDONLANG['day_to'] = 'Bis';
$_ADDONLANG['lines_found'] = 'Zeilen: :total';
$_ADDONLANG['no_lines'] = 'Es gibt keine solchen Zeilen.';
$_ADDONLANG['time_utc'] = 'Zeit (UTC)';
$_ADDONLANG['who'] = 'Wer';
$_ADDONLANG['change'] = 'Änderung';
$_ADDONLANG['message'] = 'Meldung';

// Admin area: Status
$_ADDONLANG['status_title'] = 'Ist alles in Ordnung?';
$_ADDONLANG['check'] = 'Prüfung';
$_ADDONLANG['details'] = 'Einzelheiten';
$_ADDONLANG['state_good'] = 'gut';
$_ADDONLANG['state_warning'] = 'beachten';
$_ADDONLANG['state_bad'] = 'beheben';
$_ADDONLANG['orders_by_status'] = 'Backorders nach Status';
$_ADDONLANG['check_versions'] = 'Versionen';
$_ADDONLANG['versions'] = 'Addon :addon, Erweiterung :extension, PHP :php';
$_ADDONLANG['mend_versions'] = 'Addon und PHP-Erweiterung haben verschiedene Versionen. Installieren Sie beide aus derselben Ausgabe.';
$_ADDONLANG['check_database'] = 'Datenbank';
$_ADDONLANG['schema'] = 'Tabellen :present von :target';
$_ADDONLANG['mend_schema'] = 'Die Tabellen sind nicht aktuell. Laden Sie diese Seite neu; hilft das nicht, deaktivieren und aktivieren Sie das Addon: Daten gehen nicht verloren.';
$_ADDONLANG['check_account'] = 'Registrar-Konto';
$_ADDONLANG['account_missing'] = 'nicht eingerichtet';
$_ADDONLANG['mend_account'] = 'Tragen Sie das Konto in den Einstellungen des Registrar-Moduls ISPAPI ein.';
$_ADDONLANG['account_test'] = ':login (Testsystem)';
$_ADDONLANG['mend_test_mode'] = 'Backorders gehen an das Testsystem: Kein Name wird registriert. Schalten Sie den Testmodus des Registrar-Moduls ab, um den Betrieb aufzunehmen.';
$_ADDONLANG['check_data_directory'] = 'Datenverzeichnis';
$_ADDONLANG['mend_data_directory'] = 'Machen Sie dieses Verzeichnis für Webserver und Crons beschreibbar; beide sollten als derselbe Benutzer laufen.';
$_ADDONLANG['check_cron_batch'] = 'Cron: Backorders';
$_ADDONLANG['check_cron_import'] = 'Cron: Domainliste';
$_ADDONLANG['check_cron_dropdates'] = 'Cron: Freigabedaten';
$_ADDONLANG['mend_cron'] = ':script läuft nicht wie vorgesehen. Tragen Sie es wie unten gezeigt in die Crontab ein.';
$_ADDONLANG['mend_cron_error'] = 'Der letzte Lauf endete mit diesem Fehler. Was nicht erledigt wurde, versucht der nächste Lauf erneut.';
$_ADDONLANG['check_droplist'] = 'Namen auf der Domainliste';
$_ADDONLANG['mend_droplist'] = 'Die Liste ist leer. Führen Sie daily_import_pendingdomainlist.php aus.';
$_ADDONLANG['check_sources'] = 'Einstellung: Quellen der Domainliste';
$_ADDONLANG['check_source'] = 'Quelle der Domainliste: :name (:address)';
$_ADDONLANG['source_good'] = ':names Namen, zuletzt gut :time UTC (vor :hours Stunden).';
$_ADDONLANG['source_never'] = 'Von hier wurde noch keine Liste eingelesen.';
$_ADDONLANG['source_failed'] = 'Der Versuch von :time UTC ist gescheitert: :error';
$_ADDONLANG['mend_source_config'] = 'Berichtigen Sie die Einstellung der Domainliste oder das Konto des Registrar-Moduls und starten Sie daily_import_pendingdomainlist.php. Bis dahin bleiben die bisherigen Namen.';
$_ADDONLANG['mend_source_refused'] = 'Die Liste wurde geholt, kann aber nicht stimmen; die bisherigen Namen bleiben. Sehen Sie sich die Adresse im Browser an. Stimmt die Liste doch, berichtigen Sie ihre Zeile in der Einstellung oder senken Sie „Smallest drop list (%)“.';
$_ADDONLANG['mend_source_remote'] = 'Die bisherigen Namen bleiben, und der nächste Lauf versucht es wieder. Scheitert es weiter, prüfen Sie die Adresse und ob dieser Server sie erreichen darf.';
$_ADDONLANG['mend_source_stale'] = 'Diese Liste ist älter als 26 Stunden: Namen können fehlen oder verlängert sein. Prüfen Sie, ob daily_import_pendingdomainlist.php jeden Tag läuft.';
$_ADDONLANG['check_effects'] = 'Rechnungen und E-Mails';
$_ADDONLANG['effects'] = ':waiting wartend, :failed fehlgeschlagen';
$_ADDONLANG['mend_effects'] = 'WHMCS hat einige davon immer wieder abgelehnt. Der Grund steht in der Ausgabe von batch.php und in der Tabelle backorder_effects.';
$_ADDONLANG['check_mail'] = 'E-Mail bei zu wenig Guthaben';
$_ADDONLANG['mend_mail'] = 'Die E-Mail-Vorlage fehlt oder ist deaktiviert: Kunden erfahren nicht, dass ihr Guthaben nicht reicht. Aktivieren Sie sie unter E-Mail-Vorlagen; wurde sie gelöscht, deaktivieren und aktivieren Sie das Addon, damit sie neu angelegt wird: Es gehen keine Daten verloren.';
$_ADDONLANG['check_person'] = 'Eine Backorder braucht Sie';
$_ADDONLANG['mend_person'] = 'Klären Sie dies von Hand; die Backorder läuft von selbst weiter, wenn das Hindernis beseitigt ist.';
$_ADDONLANG['check_upgrade'] = 'Upgrade von Version 4';
$_ADDONLANG['upgrade_doubtful'] = ':count Zeilen konnten nicht unverändert übernommen werden.';
$_ADDONLANG['mend_upgrade'] = 'Sehen Sie sich jede davon an. Wenn alle geklärt sind, löschen Sie die Tabelle backorder_upgrade_report; die alten Tabellen bleiben als backorder_v4_* erhalten.';
$_ADDONLANG['machine_title'] = 'Der Weg eines Backorders';
$_ADDONLANG['machine_intro'] = 'Die Status eines Backorders, was ihn von einem zum nächsten bringt und unter welcher Bedingung (in Klammern). Ein Klick auf das Bild vergrößert es.';
$_ADDONLANG['machine_picture'] = 'Diagramm der Status eines Backorders und der Ereignisse dazwischen';
$_ADDONLANG['crontab_title'] = 'Crontab';
$_ADDONLANG['crontab_intro'] = 'Diese Zeilen lassen das Addon arbeiten. Sie müssen als Benutzer des Webservers laufen.';

// Activation and the PHP extension
$_ADDONLANG['activated'] = 'Das Addon ist aktiv. Geben Sie Ihrer Rolle unten Zugriff, tragen Sie unter Addons, ISPAPI Backorder Preise ein, und richten Sie die Crons ein, die dort unter Zustand stehen.';
$_ADDONLANG['deactivated'] = 'Das Addon ist deaktiviert. Alle Daten bleiben erhalten: Backorders, Preise, Protokoll. Aktivieren Sie es erneut, um dort weiterzumachen. Bis dahin werden offene Backorders nicht bearbeitet.';
$_ADDONLANG['extension_missing_title'] = 'Die PHP-Erweiterung ispapibackorder ist nicht geladen.';
$_ADDONLANG['extension_missing'] = 'Dieses Addon braucht seine PHP-Erweiterung für PHP :version (:sapi). Sonst ist nichts beschädigt; bis sie da ist, ruht das Addon.';
$_ADDONLANG['how_to_mend'] = 'So beheben Sie es';
$_ADDONLANG['extension_step_build'] = 'Bauen Sie die Erweiterung, wie es in der README steht, oder nehmen Sie die ispapibackorder.so Ihrer PHP-Version.';
$_ADDONLANG['extension_step_file'] = 'Legen Sie ispapibackorder.so in :directory ab.';
$_ADDONLANG['extension_step_ini'] = 'Fügen Sie der PHP-Konfiguration die Zeile "extension=ispapibackorder" hinzu (:ini oder eine neue Datei in :scanned), für den Webserver und für die Kommandozeile.';
$_ADDONLANG['extension_step_restart'] = 'Starten Sie PHP neu (php-fpm oder den Webserver).';
$_ADDONLANG['extension_step_check'] = 'Prüfen Sie es: php -m zeigt ispapibackorder.';
$_ADDONLANG['mend_ConfigException_1'] = 'Prüfen Sie die Einstellungen dieses Addons unter Systemeinstellungen, Addon-Module.';
$_ADDONLANG['mend_DatabaseException_1'] = 'Prüfen Sie, ob die Datenbank von WHMCS mit dem Konto aus configuration.php erreichbar ist.';
$_ADDONLANG['mend_DatabaseException_2'] = 'Das Konto braucht das Recht, Tabellen anzulegen und zu ändern.';
