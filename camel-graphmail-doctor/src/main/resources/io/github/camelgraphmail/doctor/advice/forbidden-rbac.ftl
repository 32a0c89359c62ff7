<#import "commands.ftl" as c>
<@c.lookUpPrincipal/>
<@c.exchange/>
<@c.testScope c.quotedClient() mailboxes[0] "each line with InScope True is a scope that has it"/>
Get-ManagementRoleAssignment -RoleAssignee ${c.principalRef()} | Format-Table Name, Role, CustomResourceScope

# Assign the role with a scope of the senders alone, in the place of those that are too wide.
Get-ManagementRoleAssignment -RoleAssignee ${c.principalRef()} | Where-Object Role -eq 'Application ${role}' | Remove-ManagementRoleAssignment
New-ManagementScope -Name '${c.shortClient()} narrow' -RecipientRestrictionFilter "${senderFilter}"
<@c.assign c.principalRef() role c.shortClient() + " narrow"/>
