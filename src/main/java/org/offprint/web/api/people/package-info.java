/** Resources for people, invitations and the current user. */
package org.offprint.web.api.people;
