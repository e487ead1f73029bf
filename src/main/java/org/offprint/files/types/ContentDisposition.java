package org.offprint.files.types;

public final class ContentDisposition {
    public static String of(String name, boolean inline) {
        return (inline ? "inline" : "attachment") + "; filename=\"" + name.replaceAll("[^A-Za-z0-9.-]", "_") + "\"";
    }
}
