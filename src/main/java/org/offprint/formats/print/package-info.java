/** Accessible PDF of articles, typeset by Typst in a separate process and completed to PDF/A-2a and PDF/UA-1. */
package org.offprint.formats.print;
