/** EndNote: reads its XML, and its tagged format, which is that of Refer. */
package org.offprint.formats.endnote;
