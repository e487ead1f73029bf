package org.offprint.ingest.ojs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.identifiers.WebUrl;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.xml.XmlElement;

/** Galleys: those that lie elsewhere are links; the files within are not kept. */
final class OjsFiles {

    private final XmlElement article;
    private final XmlElement publication;
    private final Draft draft;

    OjsFiles(XmlElement article, XmlElement publication, Draft draft) {
        this.article = article;
        this.publication = publication;
        this.draft = draft;
    }

    void read() {
        for (XmlElement galley : publication.elements("article_galley")) {
            XmlElement remote = galley.at("remote");
            String label = galley.at("name").text();
            String url = draft.value(remote.attribute("src"), WebUrl::parse, galley.path());
            if (url == null) {
                draft.unplaced(
                        galley.path(), (label == null ? "A file" : label) + " is a file within, which is not taken");
            } else {
                ObjectNode file = draft.body().objectNode().put("role", "fulltext");
                Draft.put(file, "label", label);
                file.put("url", url);
                Draft.put(
                        file, "language", OjsTexts.language(galley.attribute("locale"), draft, galley.path("locale")));
                draft.addOnce("files", file);
            }
            galley.mark();
        }
        for (XmlElement file : article.elements("submission_file", "artwork_file", "supplementary_file")) {
            String name = file.at("name").text();
            draft.unplaced(file.path(), name == null ? file.attribute("id") : name);
            file.mark();
        }
    }
}
