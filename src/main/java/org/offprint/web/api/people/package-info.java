/** REST resources for people, invitations and the current caller. */
package org.offprint.web.api.people;
