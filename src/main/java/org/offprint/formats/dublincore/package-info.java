/** Writer for unqualified Dublin Core, which OAI-PMH requires. */
package org.offprint.formats.dublincore;
