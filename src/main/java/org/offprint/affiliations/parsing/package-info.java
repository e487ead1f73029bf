/** Printed affiliations taken apart into organizations, places and countries, without asking for anything held here. */
package org.offprint.affiliations.parsing;
