package org.offprint.web.site.pages;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.web.site.theme.Theme;
import org.offprint.web.site.theme.ThemeColours;

/**
 * Style sheet, script and images of the site. Asset URLs change with the content, so that clients can cache assets
 * indefinitely.
 */
@ApplicationScoped
public class SiteAssets {

    /** Path prefix of assets, followed by the hash and name of an asset. */
    public static final String PATH = "/assets/";

    private static final String STYLESHEET = "site.css";
    private static final String SCRIPT = "site.js";
    private static final String TOKENS = "tokens.css";
    private static final String DESK_STYLESHEET = "desk.css";
    private static final String DESK_SCRIPT = "desk.js";
    private static final String ICON = "icon.svg";
    private static final int HASH_LENGTH = 12;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css;charset=UTF-8"),
            Map.entry("js", "text/javascript;charset=UTF-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private final Theme theme;
    private volatile Map<String, Asset> assets;

    SiteAssets(Theme theme) {
        this.theme = theme;
        theme.addListener(this::read);
        read();
    }

    /**
     * Asset file that pages refer to.
     *
     * @param hash content hash in the URL of the file
     */
    public record Asset(String name, String hash, String type, Encoded content) {

        /** Returns the URL path of the asset. */
        public String path() {
            return PATH + hash + "/" + name;
        }
    }

    private void read() {
        Map<String, Asset> read = new TreeMap<>();
        theme.files().assets().forEach((name, content) -> add(read, name, content));
        add(read, STYLESHEET, Encoded.of(stylesheet().getBytes(StandardCharsets.UTF_8)));
        add(read, SCRIPT, Encoded.of(builtIn(SCRIPT)));
        add(read, DESK_STYLESHEET, Encoded.of(deskStylesheet().getBytes(StandardCharsets.UTF_8)));
        add(read, DESK_SCRIPT, Encoded.of(builtIn(DESK_SCRIPT)));
        if (!read.containsKey(ICON)) {
            add(read, ICON, Encoded.of(builtIn(ICON)));
        }
        assets = Map.copyOf(read);
    }

    private static void add(Map<String, Asset> all, String name, Encoded content) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type != null) {
            String tag = EntityTag.of(content.plain());
            all.put(name, new Asset(name, tag.substring(1, 1 + HASH_LENGTH), type, content));
        }
    }

    private String stylesheet() {
        return text(TOKENS)
                + text(STYLESHEET)
                + ThemeColours.of(theme.files().properties())
                + theme.files().stylesheet();
    }

    /** Returns the style sheet of the desk, to which the theme contributes only its colours and fonts. */
    private String deskStylesheet() {
        return text(TOKENS)
                + text(DESK_STYLESHEET)
                + ThemeColours.of(theme.files().properties());
    }

    private static String text(String name) {
        return new String(builtIn(name), StandardCharsets.UTF_8);
    }

    private static byte[] builtIn(String name) {
        try (InputStream file = SiteAssets.class.getResourceAsStream("/site/assets/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the current asset with the given name, or empty if there is none. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** Returns the URL path of the asset with the given name, or an empty string if there is none. */
    public String path(String name) {
        return find(name).map(Asset::path).orElse("");
    }

    String stylesheetPath() {
        return path(STYLESHEET);
    }

    String scriptPath() {
        return path(SCRIPT);
    }

    String iconPath() {
        return path(ICON);
    }
}
