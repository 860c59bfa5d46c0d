<?php

namespace StandIn\Client;

use StandIn\Hooks;
use StandIn\Language;
use WHMCS\Database\Capsule;
use WHMCS\View\Menu\Item;

/** The portal's front page and the client's home. */
final class HomePage
{
    public static function portal()
    {
        $texts = Language::texts(Language::ofVisitor());
        (new Page())->title($texts['globalsystemname'])->hook('ClientAreaPageHome')->render('homepage');
    }

    public static function client()
    {
        $texts = Language::texts(Language::ofVisitor());
        $client = Session::client();
        $panels = new Item('Home Panels');
        $panels->addChild('Account Credit', [
            'label' => $texts['creditbalance'], 'icon' => 'fas fa-wallet', 'order' => 10,
            'bodyHtml' => '<p class="credit-balance">' . h(formatCurrency((string) $client->credit, $client->currency)) . '</p>',
        ]);
        Hooks::run('ClientAreaHomepagePanels', $panels);
        (new Page())->title($texts['clientareanavhome'])->crumb('clientarea.php', $texts['clientareanavhome'])
            ->setAll([
                'panels' => $panels,
                'numDomains' => Capsule::table('tbldomains')->where('userid', $client->id)->count(),
                'numUnpaid' => Capsule::table('tblinvoices')->where('userid', $client->id)->where('status', 'Unpaid')->count(),
            ])->hook('ClientAreaPageHome')->render('clientareahome');
    }
}
