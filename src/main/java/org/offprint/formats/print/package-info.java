/** Writer for accessible PDFs of articles (PDF/A-2a, PDF/UA-1), which Typst typesets in a separate process. */
package org.offprint.formats.print;
