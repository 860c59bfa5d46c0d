<?php

/**
 * Texts of the addon: Danish.
 */

// General
$_ADDONLANG['thousands_separator'] = '.';
$_ADDONLANG['all'] = 'Alle';
$_ADDONLANG['status'] = 'Status';
$_ADDONLANG['action'] = 'Handling';
$_ADDONLANG['search'] = 'Søg';
$_ADDONLANG['reset'] = 'Nulstil';
$_ADDONLANG['save'] = 'Gem';
$_ADDONLANG['delete'] = 'Slet';
$_ADDONLANG['pages'] = 'Sider';
$_ADDONLANG['page_size'] = 'Rækker pr. side';
$_ADDONLANG['page_previous'] = 'Forrige side';
$_ADDONLANG['page_next'] = 'Næste side';
$_ADDONLANG['page_number'] = 'Side :page';
$_ADDONLANG['never'] = 'aldrig';

// Navigation
$_ADDONLANG['menu_backorders'] = 'Backorders';
$_ADDONLANG['menu_dropdomains'] = 'Udløbende domæner';
$_ADDONLANG['menu_manage'] = 'Mine backorders';

// Expiring Domains
$_ADDONLANG['dropdomains_title'] = 'Udløbende domæner';
$_ADDONLANG['dropdomains_intro'] = 'Disse domænenavne bliver snart slettet af deres registry. Bestil et navn på forhånd, så forsøger vi at registrere det til dig i det sekund, det bliver frit. Du betaler kun, hvis vi får det.';
$_ADDONLANG['search_for'] = 'Søg efter';
$_ADDONLANG['search_help'] = 'Ord, eller mere: shop|store -online ^my hub$ .com len:4-8 digits:no drop:3d pattern:CVCV /^[a-z]{4}$/';
$_ADDONLANG['search_mode'] = 'Navnet';
$_ADDONLANG['mode_contains'] = 'passer til søgeteksten';
$_ADDONLANG['mode_starts'] = 'begynder med det';
$_ADDONLANG['mode_ends'] = 'ender med det';
$_ADDONLANG['mode_regex'] = 'passer til udtrykket';
$_ADDONLANG['zone'] = 'Zone';
$_ADDONLANG['all_zones'] = 'Alle zoner';
$_ADDONLANG['drop_from'] = 'Frit fra';
$_ADDONLANG['drop_to'] = 'Frit til';
$_ADDONLANG['length_min'] = 'Længde fra';
$_ADDONLANG['length_max'] = 'Længde til';
$_ADDONLANG['digits'] = 'Cifre';
$_ADDONLANG['digits_no'] = 'uden cifre';
$_ADDONLANG['digits_only'] = 'kun cifre';
$_ADDONLANG['hyphens'] = 'Bindestreger';
$_ADDONLANG['hyphens_no'] = 'uden bindestreger';
$_ADDONLANG['idn'] = 'Accenter (IDN)';
$_ADDONLANG['idn_no'] = 'uden';
$_ADDONLANG['idn_only'] = 'kun navne med dem';
$_ADDONLANG['option_any'] = 'alle';
$_ADDONLANG['found'] = ':total domænenavne fundet på :time sekunder';
$_ADDONLANG['no_domains'] = 'Intet domænenavn passer til din søgning.';
$_ADDONLANG['domain'] = 'Domæne';
$_ADDONLANG['price'] = 'Pris';
$_ADDONLANG['dropdate_utc'] = 'Frigives (UTC)';
$_ADDONLANG['length'] = 'Længde';
$_ADDONLANG['order'] = 'Bestil';
$_ADDONLANG['undo'] = 'Fortryd';
$_ADDONLANG['login_to_order'] = 'Log ind for at bestille';
$_ADDONLANG['create_title'] = 'Opret en backorder';
$_ADDONLANG['create_label'] = 'Vilkårlige domænenavne';
$_ADDONLANG['create_help'] = 'Et eller flere navne, ét pr. linje. Navne, der ikke er på listen, venter, til deres frigivelsesdato er kendt.';
$_ADDONLANG['create_button'] = 'Opret backorder';
$_ADDONLANG['created'] = ':domain er bestilt.';
$_ADDONLANG['deleted'] = 'Backorderen for :domain er slettet.';
$_ADDONLANG['created_many'] = ':good af :total navne er bestilt.';
$_ADDONLANG['line_created'] = 'bestilt';
$_ADDONLANG['created_others'] = 'Andre af vores kunder har også en backorder på dette navn; registratoren afgør, hvem der får det, om nødvendigt ved auktion.';

// Account and prices
$_ADDONLANG['account_title'] = 'Min konto';
$_ADDONLANG['account_balance'] = 'Saldo';
$_ADDONLANG['account_unpaid'] = 'Ubetalte fakturaer';
$_ADDONLANG['account_reserved'] = 'Reserveret';
$_ADDONLANG['account_available'] = 'Til rådighed';
$_ADDONLANG['add_funds'] = 'Indsæt penge';
$_ADDONLANG['pricing_title'] = 'Priser';
$_ADDONLANG['pricing_help'] = 'Opkræves kun, hvis vi får navnet.';
$_ADDONLANG['no_prices'] = 'Ingen zone er til salg i øjeblikket.';

// My Backorders
$_ADDONLANG['manage_title'] = 'Mine backorders';
$_ADDONLANG['manage_intro'] = 'Dine backorders, hvor langt hver af dem er, og hvorfor.';
$_ADDONLANG['search_name'] = 'Domænet indeholder';
$_ADDONLANG['orders_found'] = 'Backorders: :total';
$_ADDONLANG['no_orders'] = 'Her er ingen backorders. Find et navn blandt de udløbende domæner.';
$_ADDONLANG['find_more'] = 'Find udløbende domæner';
$_ADDONLANG['invoice'] = 'Faktura';
$_ADDONLANG['price_invoice'] = 'Pris / Faktura';
$_ADDONLANG['ordered_utc'] = 'Bestilt (UTC)';
$_ADDONLANG['date_unknown'] = 'endnu ikke kendt';
$_ADDONLANG['timeline'] = 'Historik';
$_ADDONLANG['delete_confirm'] = 'Vil du virkelig slette denne backorder?';
$_ADDONLANG['delete_yes'] = 'Ja, slet';
$_ADDONLANG['how_title'] = 'Sådan fungerer det';
$_ADDONLANG['how_funds'] = 'Tre dage før frigivelsen reserveres prisen af dine midler til rådighed.';
$_ADDONLANG['how_cutoff'] = 'Indtil to timer før frigivelsen kan du slette en backorder.';
$_ADDONLANG['how_pay'] = 'Du faktureres kun for et navn, som vi har fået.';
$_ADDONLANG['how_several'] = 'Flere kunder kan have en backorder på samme navn. Fanger vi det, afgør registratoren det mellem dem, om nødvendigt ved auktion.';

// Statuses
$_ADDONLANG['status_REQUESTED'] = 'Anmodet';
$_ADDONLANG['status_ACTIVE'] = 'Aktiv';
$_ADDONLANG['status_PROCESSING'] = 'Under behandling';
$_ADDONLANG['status_PENDING-PAYMENT'] = 'Afventer betaling';
$_ADDONLANG['status_AUCTION-PENDING'] = 'På auktion';
$_ADDONLANG['status_SUCCESSFUL'] = 'Gennemført';
$_ADDONLANG['status_AUCTION-WON'] = 'Auktion vundet';
$_ADDONLANG['status_AUCTION-LOST'] = 'Auktion tabt';
$_ADDONLANG['status_FAILED'] = 'Mislykket';
$_ADDONLANG['status_CANCELLED'] = 'Annulleret';
$_ADDONLANG['status_DELETED'] = 'Slettet';

// Reasons
$_ADDONLANG['reason_placed'] = 'Backorderen er afgivet. Tre dage før droppet reserveres prisen af dine midler.';
$_ADDONLANG['reason_waiting_date'] = 'Drop-datoen kendes endnu ikke. Backorderen venter, til navnet står på listen over udløbende domæner.';
$_ADDONLANG['reason_date_found'] = 'Drop-datoen er nu kendt. Tre dage før den reserveres prisen af dine midler.';
$_ADDONLANG['reason_waiting_funds'] = 'Dine disponible midler dækker ikke prisen. Indbetal midler; så aktiveres backorderen af sig selv.';
$_ADDONLANG['reason_low_balance_mail'] = 'Vi har skrevet til dig, at dine midler ikke dækker prisen.';
$_ADDONLANG['reason_price_missing'] = 'Denne endelse sælges ikke i din valuta lige nu. Backorderen venter, til den gør.';
$_ADDONLANG['reason_funds_reserved'] = 'Prisen er reserveret af de disponible midler. To timer før droppet går backorderen til registratoren.';
$_ADDONLANG['reason_activated_by_admin'] = 'Prisen blev reserveret af supporten. To timer før droppet går backorderen til registratoren.';
$_ADDONLANG['reason_currency_changed'] = 'Valutaen på din konto er ændret; prisen reserveres i den nye.';
$_ADDONLANG['reason_date_moved'] = 'Drop-datoen er flyttet; det reserverede er frigivet, og backorderen venter på den nye dato.';
$_ADDONLANG['reason_left_list'] = 'Navnet er ikke længere på listen over udløbende domæner, så ejeren har nok fornyet det; det reserverede er frigivet. Backorderen venter, hvis navnet kommer igen.';
$_ADDONLANG['reason_window_open'] = 'Droppet er nær; backorderen går til registratoren og kan ikke længere slettes.';
$_ADDONLANG['reason_applied'] = 'Registratoren har taget imod backorderen og forsøger at fange navnet, når det dropper.';
$_ADDONLANG['reason_try_later'] = 'Backorderen kunne endnu ikke sendes; der prøves igen om få minutter.';
$_ADDONLANG['reason_registrar_no_funds'] = 'Backorderen kunne endnu ikke sendes; vores team er underrettet, og der prøves igen.';
$_ADDONLANG['reason_refused'] = 'Registratoren afviste backorderen; det reserverede er frigivet. Du betaler intet.';
$_ADDONLANG['reason_no_application'] = 'Droppet er forbi, og backorderen kunne ikke sendes; det reserverede er frigivet. Du betaler intet.';
$_ADDONLANG['reason_missed'] = 'Droppet var forbi, før backorderen kunne sendes. Du betaler intet.';
$_ADDONLANG['reason_caught'] = 'Navnet blev fanget. Fakturaen følger; domænet er dit, når den er betalt.';
$_ADDONLANG['reason_lost'] = 'Navnet blev ikke fanget; det reserverede er frigivet. Du betaler intet.';
$_ADDONLANG['reason_auction_pending'] = 'Der er flere bydende om navnet; en auktion afgør det. Byd med der, hvis du stadig vil have det.';
$_ADDONLANG['reason_auction_won'] = 'Auktionen blev vundet; domænet er på kontoen.';
$_ADDONLANG['reason_auction_lost'] = 'Auktionen blev tabt; det reserverede er frigivet.';
$_ADDONLANG['reason_invoiced'] = 'Fakturaen er oprettet. Domænet kommer på kontoen, så snart den er betalt.';
$_ADDONLANG['reason_invoice_merged'] = 'Fakturaen er lagt sammen med en anden. Domænet kommer på kontoen, så snart den er betalt.';
$_ADDONLANG['reason_delivered'] = 'Fakturaen er betalt; domænet er på kontoen.';
$_ADDONLANG['reason_invoice_cancelled'] = 'Fakturaen endte uden betaling, så domænet blev ikke overdraget. Kontakt os, hvis du stadig vil have det.';
$_ADDONLANG['reason_application_unknown'] = 'Registratoren kender ikke længere backorderen; det reserverede er frigivet. Du betaler intet.';
$_ADDONLANG['reason_needs_person'] = 'Vores team ser på denne backorder. Du behøver ikke gøre noget.';
$_ADDONLANG['reason_upgraded'] = 'Bestillingen blev overført fra den tidligere version af dette addon og kunne ikke fortsætte, som den var.';
$_ADDONLANG['reason_client_removed'] = 'Kundekontoen blev fjernet, så backorderen endte.';
$_ADDONLANG['reason_client_closed'] = 'Kundekontoen blev lukket, så backorderen endte; det reserverede er frigivet.';
$_ADDONLANG['reason_client_merged'] = 'Dine konti blev lagt sammen, og den anden har en backorder på dette navn, som fortsætter.';
$_ADDONLANG['reason_client_moved'] = 'Dine konti blev lagt sammen; backorderen fortsætter på denne.';
$_ADDONLANG['reason_deleted_by_client'] = 'Backorderen blev slettet af kunden.';
$_ADDONLANG['reason_deleted_by_admin'] = 'Backorderen blev slettet af supporten. Du betaler intet.';

// Who did it
$_ADDONLANG['actor_client'] = 'du';
$_ADDONLANG['actor_admin'] = 'vores support';
$_ADDONLANG['actor_cron'] = 'automatisk';
$_ADDONLANG['actor_for_admin_client'] = 'kunde #:id';
$_ADDONLANG['actor_for_admin_admin'] = 'admin #:id';
$_ADDONLANG['actor_for_admin_cron'] = 'automatisk';

// Errors
$_ADDONLANG['error_general'] = 'Det lykkedes ikke. Prøv venligst igen senere.';
$_ADDONLANG['error_network'] = 'Serveren kunne ikke nås. Prøv venligst igen.';
$_ADDONLANG['error_token'] = 'Siden har været åben for længe. Genindlæs den, og prøv igen.';
$_ADDONLANG['error_no_names'] = 'Indtast venligst et domænenavn.';
$_ADDONLANG['error_many'] = 'Indtast højst :limit navne ad gangen.';
$_ADDONLANG['error_504'] = 'Der mangler noget.';
$_ADDONLANG['error_505'] = 'Kontrollér venligst det indtastede.';
$_ADDONLANG['error_531'] = 'Log venligst ind.';
$_ADDONLANG['error_540'] = 'Det findes allerede.';
$_ADDONLANG['error_541'] = 'Kontrollér venligst det indtastede.';
$_ADDONLANG['error_545'] = 'Det blev ikke fundet. Måske er det blevet slettet.';
$_ADDONLANG['error_549'] = 'Det er ikke muligt i øjeblikket.';
$_ADDONLANG['error_599'] = 'Det lykkedes ikke. Prøv venligst igen senere.';
$_ADDONLANG['error_detail_backorder_already_existing'] = 'Du har allerede en backorder for dette navn.';
$_ADDONLANG['error_detail_not_supported'] = 'Denne zone er ikke til salg.';
$_ADDONLANG['error_detail_tld_not_supported'] = 'Denne zone er ikke til salg.';
$_ADDONLANG['error_detail_this_backorder_cannot_be_deleted'] = 'Denne backorder er overgivet til registratoren og kan ikke længere slettes.';
$_ADDONLANG['error_detail_only_backorder_with_status_requested_can_be_activated'] = 'Kun en anmodet backorder kan aktiveres.';
$_ADDONLANG['refusal_INVALID'] = 'ikke et domænenavn';
$_ADDONLANG['refusal_EXISTS'] = 'allerede bestilt';
$_ADDONLANG['refusal_DENIED'] = 'zonen er ikke til salg';
$_ADDONLANG['refusal_LIMIT'] = 'du har så mange åbne backorders som muligt';
$_ADDONLANG['unavailable'] = 'Backorders er ikke tilgængelige i øjeblikket. Prøv venligst igen senere.';

// Invoices
$_ADDONLANG['invoice_item'] = 'Domænebackorder: :domain';

// Admin area: general
$_ADDONLANG['tab_manage'] = 'Administrér';
$_ADDONLANG['tab_pricing'] = 'Priser';
$_ADDONLANG['tab_logs'] = 'Log';
$_ADDONLANG['tab_status'] = 'Tilstand';
$_ADDONLANG['done_create'] = ':name er bestilt.';
$_ADDONLANG['done_delete'] = 'Backorderen for :name er slettet.';
$_ADDONLANG['done_activate'] = ':name er aktiv; prisen er reserveret.';
$_ADDONLANG['done_save_price'] = 'Priserne for :name er gemt.';
$_ADDONLANG['done_delete_price'] = 'Priserne for :name er slettet.';

// Admin area: Manage
$_ADDONLANG['client'] = 'Kunde';
$_ADDONLANG['client_id'] = 'Kundenummer';
$_ADDONLANG['reference'] = 'Reference';
$_ADDONLANG['no_orders_admin'] = 'Der er ingen sådanne backorders.';
$_ADDONLANG['activate'] = 'Aktivér';
$_ADDONLANG['activate_confirm'] = 'Reservér prisen nu, uanset frigivelsesdatoen?';
$_ADDONLANG['activate_force'] = 'også hvis midlerne ikke rækker';
$_ADDONLANG['activate_yes'] = 'Ja, aktivér';
$_ADDONLANG['create_for_client'] = 'Opret en backorder for en kunde';

// Admin area: Pricing
$_ADDONLANG['pricing_intro'] = 'Hvad en kunde betaler for et navn, der blev fanget, pr. zone og valuta. En zone uden pris er ikke til salg.';
$_ADDONLANG['pricing_note'] = 'En backorder beholder den pris, der blev reserveret til den; en ny pris gælder for senere.';
$_ADDONLANG['not_for_sale'] = 'ikke til salg';
$_ADDONLANG['new_zone'] = 'Ny zone';
$_ADDONLANG['add_zone'] = 'Tilføj zone';
$_ADDONLANG['delete_price_confirm'] = 'Vil du virkelig slette priserne for denne zone?';

// Admin area: Logs
$_ADDONLANG['search_log'] = 'Navn eller besked indeholder';
$_ADDONLANG['result'] = 'Resultat';
$_ADDONLANG['result_ok'] = 'ok';
$_ADDONLANG['result_error'] = 'fejl';
$_ADDONLANG['order_id'] = 'Backorder-nummer';
$_ADDONLANG['day_from'] = 'Fra';
$_ADDONLANG['day_to'] = 'Til';
$_ADDONLANG['lines_found'] = 'Linjer: :total';
$_ADDONLANG['no_lines'] = 'Der er ingen sådanne linjer.';
$_ADDONLANG['time_utc'] = 'Tid (UTC)';
$_ADDONLANG['who'] = 'Hvem';
$_ADDONLANG['change'] = 'Ændring';
$_ADDONLANG['message'] = 'Besked';

// Admin area: Status
$_ADDONLANG['status_title'] = 'Er alt i orden?';
$_ADDONLANG['check'] = 'Kontrol';
$_ADDONLANG['details'] = 'Detaljer';
$_ADDONLANG['state_good'] = 'god';
$_ADDONLANG['state_warning'] = 'bemærk';
$_ADDONLANG['state_bad'] = 'ret dette';
$_ADDONLANG['orders_by_status'] = 'Backorders efter status';
$_ADDONLANG['check_versions'] = 'Versioner';
$_ADDONLANG['versions'] = 'Addon :addon, udvidelse :extension, PHP :php';
$_ADDONLANG['mend_versions'] = 'Addonet og PHP-udvidelsen har forskellige versioner. Installér begge fra samme udgivelse.';
$_ADDONLANG['check_database'] = 'Database';
$_ADDONLANG['schema'] = 'tabeller :present af :target';
$_ADDONLANG['mend_schema'] = 'Tabellerne er ikke opdateret. Genindlæs siden; hvis det ikke hjælper, så deaktivér og aktivér addonet: ingen data går tabt.';
$_ADDONLANG['check_account'] = 'Registratorkonto';
$_ADDONLANG['account_missing'] = 'ikke konfigureret';
$_ADDONLANG['mend_account'] = 'Indtast kontoen i indstillingerne for registratormodulet ISPAPI.';
$_ADDONLANG['account_test'] = ':login (testsystem)';
$_ADDONLANG['mend_test_mode'] = 'Backorders går til testsystemet: intet navn fanges. Slå registratormodulets testtilstand fra for at gå i drift.';
$_ADDONLANG['check_data_directory'] = 'Datamappe';
$_ADDONLANG['mend_data_directory'] = 'Gør denne mappe skrivbar for webserveren og cronjobbene; de bør køre som samme bruger.';
$_ADDONLANG['check_cron_batch'] = 'Cron: backorders';
$_ADDONLANG['check_cron_import'] = 'Cron: domæneliste';
$_ADDONLANG['check_cron_dropdates'] = 'Cron: frigivelsesdatoer';
$_ADDONLANG['mend_cron'] = ':script kører ikke, som det skal. Tilføj det til crontab som vist nedenfor.';
$_ADDONLANG['mend_cron_error'] = 'Seneste kørsel endte med denne fejl. Det, der ikke blev gjort, prøves igen ved næste kørsel.';
$_ADDONLANG['check_droplist'] = 'Navne på domænelisten';
$_ADDONLANG['mend_droplist'] = 'Listen er tom. Kør daily_import_pendingdomainlist.php.';
$_ADDONLANG['check_sources'] = 'Indstilling: kilder til domænelisten';
$_ADDONLANG['check_source'] = 'Kilde til domænelisten: :name (:address)';
$_ADDONLANG['source_good'] = ':names navne, senest god :time UTC (for :hours timer siden).';
$_ADDONLANG['source_never'] = 'Der er endnu ikke importeret nogen liste herfra.';
$_ADDONLANG['source_failed'] = 'Forsøget :time UTC mislykkedes: :error';
$_ADDONLANG['mend_source_config'] = 'Ret indstillingen for domænelisten eller registratormodulets konto, og kør daily_import_pendingdomainlist.php. Indtil da bliver de hidtidige navne stående.';
$_ADDONLANG['mend_source_refused'] = 'Listen blev hentet, men den kan ikke være rigtig; de hidtidige navne bliver stående. Se på adressen i en browser. Er listen rigtig, så ret dens linje i indstillingen, eller sænk "Smallest drop list (%)".';
$_ADDONLANG['mend_source_remote'] = 'De hidtidige navne bliver stående, og næste kørsel prøver igen. Bliver det ved med at mislykkes, så kontrollér adressen, og om denne server må forbinde til den.';
$_ADDONLANG['mend_source_stale'] = 'Denne liste er ældre end 26 timer: navne kan mangle eller være fornyet. Kontrollér, at daily_import_pendingdomainlist.php kører hver dag.';
$_ADDONLANG['check_effects'] = 'Fakturaer og e-mails';
$_ADDONLANG['effects'] = ':waiting venter, :failed mislykkedes';
$_ADDONLANG['mend_effects'] = 'WHMCS afviste nogle af dem igen og igen. Årsagen findes i udskriften fra batch.php og i tabellen backorder_effects.';
$_ADDONLANG['check_mail'] = 'E-mail om manglende midler';
$_ADDONLANG['mend_mail'] = 'E-mailskabelonen mangler eller er slået fra: kunderne får ikke at vide, at deres midler ikke slår til. Slå den til under e-mailskabeloner; er den slettet, så deaktiver og aktiver tilføjelsen for at få den lavet igen: ingen data går tabt.';
$_ADDONLANG['check_person'] = 'En backorder har brug for dig';
$_ADDONLANG['mend_person'] = 'Løs dette manuelt; backorderen fortsætter af sig selv, når hindringen er væk.';
$_ADDONLANG['check_upgrade'] = 'Opgradering fra version 4';
$_ADDONLANG['upgrade_doubtful'] = ':count rækker kunne ikke overføres uændret.';
$_ADDONLANG['mend_upgrade'] = 'Se på hver af dem. Når alle er afklaret, slettes tabellen backorder_upgrade_report; de gamle tabeller bevares som backorder_v4_*.';
$_ADDONLANG['machine_title'] = 'En backorders vej';
$_ADDONLANG['machine_intro'] = 'En backorders statusser, hvad der fører den fra den ene til den næste, og på hvilken betingelse (i klammer). Klik på billedet for at forstørre det.';
$_ADDONLANG['machine_picture'] = 'Diagram over en backorders statusser og hændelserne imellem dem';
$_ADDONLANG['crontab_title'] = 'Crontab';
$_ADDONLANG['crontab_intro'] = 'Disse linjer får addonet til at arbejde. De skal køre som webserverens bruger.';

// Activation and the PHP extension
$_ADDONLANG['activated'] = 'Addonet er aktivt. Giv din rolle adgang nedenfor, indtast priser under Addons, ISPAPI Backorder, og tilføj de cronjobs, som dets tilstandsside viser.';
$_ADDONLANG['deactivated'] = 'Addonet er deaktiveret. Alle data bevares: backorders, priser, log. Aktivér det igen for at fortsætte, hvor det slap. Åbne backorders behandles ikke indtil da.';
$_ADDONLANG['extension_missing_title'] = 'PHP-udvidelsen ispapibackorder er ikke indlæst.';
$_ADDONLANG['extension_missing'] = 'Dette addon kræver sin PHP-udvidelse til PHP :version (:sapi). Intet andet er i stykker; addonet er inaktivt, indtil den er der.';
$_ADDONLANG['how_to_mend'] = 'Sådan rettes det';
$_ADDONLANG['extension_step_build'] = 'Byg udvidelsen som beskrevet i README, eller tag ispapibackorder.so til din PHP-version.';
$_ADDONLANG['extension_step_file'] = 'Læg ispapibackorder.so i :directory.';
$_ADDONLANG['extension_step_ini'] = 'Tilføj linjen "extension=ispapibackorder" til PHP-konfigurationen (:ini eller en ny fil i :scanned), for webserveren og for kommandolinjen.';
$_ADDONLANG['extension_step_restart'] = 'Genstart PHP (php-fpm eller webserveren).';
$_ADDONLANG['extension_step_check'] = 'Kontrollér det: php -m viser ispapibackorder.';
$_ADDONLANG['mend_ConfigException_1'] = 'Kontrollér addonets indstillinger under Systemindstillinger, Addon-moduler.';
$_ADDONLANG['mend_DatabaseException_1'] = 'Kontrollér, at WHMCS-databasen kan nås med kontoen i configuration.php.';
$_ADDONLANG['mend_DatabaseException_2'] = 'Kontoen skal have ret til at oprette og ændre tabeller.';
