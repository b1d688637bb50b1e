# Varnish in front of Gongkai: keeps public pages until the site purges their tags or the day ends.
# The site says what may be kept in Surrogate-Control and what an answer shows in Surrogate-Key; anything without
# Surrogate-Control is passed through. The site purges with  PURGE /  and the header  Surrogate-Key: tag tag …
# (setting PURGE_URLS). Change the two addresses below; everything else can stay.
vcl 4.1;

import std;

backend site {
    .host = "web";
    .port = "8000";
    .first_byte_timeout = 60s;
    .probe = {
        .request = "GET /healthz/ HTTP/1.1" "Host: site" "X-Forwarded-Proto: https" "Connection: close";
        .interval = 10s;
        .timeout = 5s;
        .window = 4;
        .threshold = 3;
    }
}

# Who may purge: the machines the site runs on.
acl site_machines {
    "localhost";
    "web";
    "worker";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (!client.ip ~ site_machines || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Forbidden"));
        }
        if (req.http.Surrogate-Key !~ "^[a-z0-9-]+( [a-z0-9-]+)*$") {
            return (synth(400, "Surrogate-Key is missing"));
        }
        # Tags are whole words: page-1 is not page-12.
        if (!std.ban("obj.http.X-Tags ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " ", "|") + ")(\s|$)")) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200, "Purged"));
    }
    # Readers must not be able to steer what is kept.
    unset req.http.Surrogate-Key;
    # Yesterday's page may say something untrue today: it is served only while the site does not answer.
    if (std.healthy(req.backend_hint) && req.restarts == 0) {
        set req.grace = 0s;
    }
    unset req.http.Accept-Language;  # the public site has one language
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.url ~ "^/(admin|_util)(/|$)" || req.http.Authorization || req.http.Cookie ~ "(^|; *)sessionid=") {
        return (pass);
    }
    # Whoever is not logged in sees the same as everybody.
    unset req.http.Cookie;
    # Marks of campaigns say nothing to the site and would keep a copy each.
    set req.url = regsuball(req.url, "([?&])(utm_[a-z]+|from|isappinstalled|spm)=[^&]*", "\1");
    set req.url = regsub(regsuball(req.url, "&&+|\?&", "?"), "[?&]$", "");
    return (hash);
}

sub vcl_backend_response {
    # A failure at the site: what is kept is served on, see grace; the failure itself is not kept.
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        return (abandon);
    }
    if (beresp.http.Surrogate-Control ~ "max-age=[0-9]+") {
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, ".*max-age=([0-9]+).*", "\1") + "s", 0s);
        set beresp.http.X-Tags = beresp.http.Surrogate-Key;
        # What was purged is gone: grace only reaches answers whose day ended while the site was away.
        set beresp.grace = 1h;
    } elsif (bereq.url ~ "^/static/" && beresp.status == 200) {
        set beresp.ttl = 30d;
    } else {
        set beresp.uncacheable = true;
        set beresp.ttl = 30s;
    }
    # Kept compressed once for everybody; what already is stays as it is.
    set beresp.do_gzip = beresp.ttl > 30s && beresp.http.Content-Type ~ "text|json|xml|csv|javascript|svg";
    unset beresp.http.Surrogate-Control;
    unset beresp.http.Surrogate-Key;
    return (deliver);
}

sub vcl_deliver {
    # The site did not answer, and the probe has not seen it yet: ask once more, with yesterday's page allowed.
    if (resp.status >= 502 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
        return (restart);
    }
    unset resp.http.X-Tags;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
}
