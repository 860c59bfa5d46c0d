/* The part of the themes' WHMCS object that modules use: HTTP helpers and small UI bits. */
(function (window, $) {
    'use strict';

    function jqClient() {
        function request(method, options) {
            return $.ajax({ url: options.url, type: method, data: options.data, dataType: options.dataType })
                .done(function (data, status, xhr) {
                    if (options.success) { options.success(data, status, xhr); }
                })
                .fail(function (xhr, status, error) {
                    if (options.error) { options.error(xhr, status, error); }
                })
                .always(function () {
                    if (options.always) { options.always(); }
                });
        }

        function json(method, options) {
            return $.ajax({ url: options.url, type: method, data: options.data, dataType: 'json' })
                .done(function (data) {
                    if (data && data.warning) {
                        if (options.warning) { options.warning(data.warning); }
                    } else if (data && data.error) {
                        if (options.error) { options.error(data.error); }
                    } else if (options.success) {
                        options.success(data);
                    }
                })
                .fail(function (xhr) {
                    if (options.fail) { options.fail(xhr.responseJSON ? xhr.responseJSON.data : ''); }
                })
                .always(function () {
                    if (options.always) { options.always(); }
                });
        }

        function shorthand(method) {
            return function (url, data, success, dataType) {
                var options = typeof url === 'object' ? url : { url: url, data: data, success: success, dataType: dataType };
                return request(method, options);
            };
        }

        return {
            get: shorthand('GET'),
            post: shorthand('POST'),
            jsonGet: function (options) { return json('GET', options); },
            jsonPost: function (options) { return json('POST', options); }
        };
    }

    var modules = {};
    window.WHMCS = {
        http: { jqClient: jqClient(), client: jqClient() },
        utils: {
            getRouteUrl: function (path) { return window.whmcsBaseUrl + '/index.php?rp=' + path; }
        },
        ui: {},
        hasModule: function (name) { return Object.prototype.hasOwnProperty.call(modules, name); },
        loadModule: function (name, module) { modules[name] = module; }
    };
}(window, window.jQuery));
